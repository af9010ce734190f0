package todo;

import io.anyport.lambda.LambdaHandler;

/** The application as a Lambda function. {@code TODO_STORE} chooses the store; without it, each environment has its own. */
public final class TodoLambda extends LambdaHandler {

    /** Called by Lambda, once per execution environment. */
    public TodoLambda() {
        super(TodoApp.create(TodoMain.openStore(System.getenv().getOrDefault("TODO_STORE", "memory"))));
    }
}
