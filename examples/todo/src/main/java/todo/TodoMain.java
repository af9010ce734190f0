package todo;

final class TodoMain {

    private TodoMain() {}

    public static void main(String[] arguments) {
        System.out.println("The server comes with the first slice.");
    }
}
