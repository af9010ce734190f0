package todo;

import io.anyport.App;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.ServerTarget;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.undertow.UndertowServer;

/** The targets that the application runs on, each as its client sees it. */
enum TodoTarget {
    /** The application itself. */
    MEMORY {
        @Override
        HttpTarget start(App app) {
            return app::handle;
        }
    },

    /** A server, through a socket. */
    UNDERTOW {
        @Override
        HttpTarget start(App app) {
            var server = UndertowServer.start(app, 0);
            return ServerTarget.of(server.port(), server);
        }
    },

    /** A function, from the bytes of the event to the bytes of the answer. */
    LAMBDA {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.httpApi().to(app)::handle;
        }
    };

    abstract HttpTarget start(App app);
}
