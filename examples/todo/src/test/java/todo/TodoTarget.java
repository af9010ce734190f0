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
    HTTP_API {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.httpApi().to(app)::handle;
        }
    },

    /** The same, behind another front door. */
    REST_API {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.restApi().to(app)::handle;
        }
    },

    /** The same, behind another front door. */
    ALB {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.alb().to(app)::handle;
        }
    },

    /** The same, behind another front door. */
    ALB_MULTI {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.albMulti().to(app)::handle;
        }
    },

    /** The same, behind another front door. */
    FUNCTION_URL {
        @Override
        HttpTarget start(App app) {
            return FrontDoor.functionUrl().to(app)::handle;
        }
    },

    /** A function behind a front door, through a socket. */
    FRONT_DOOR_PORT {
        @Override
        HttpTarget start(App app) {
            var server = FrontDoor.restApi().listen(app, 0);
            return ServerTarget.of(server.port(), server);
        }
    };

    abstract HttpTarget start(App app);
}
