package starter;

import io.anyport.App;

final class StarterMain {

    private StarterMain() {}

    public static void main(String[] arguments) {
        System.out.println(App.class.getName());
    }
}
