package io.anyport.peers.spring;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Boot with MVC, on Tomcat. */
@SpringBootApplication
public class Main {

    public static void main(String[] arguments) {
        var application = new SpringApplication(Main.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of("server.port", arguments[0], "logging.level.root", "WARN"));
        application.run();
    }
}
