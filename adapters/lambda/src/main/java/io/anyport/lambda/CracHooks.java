package io.anyport.lambda;

import io.anyport.Resource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;

/** Passes the calls of {@code org.crac} on, which stands for the JDK's own and for that of AWS's runtime client. */
final class CracHooks implements org.crac.Resource {

    /** Who is registered is held by nobody else: the contexts know it by weak references. */
    private static final List<CracHooks> HELD = new CopyOnWriteArrayList<>();

    private final Resource function;

    private CracHooks(Resource function) {
        this.function = function;
    }

    static void register(Resource function) {
        var hooks = new CracHooks(function);
        HELD.add(hooks);
        Core.getGlobalContext().register(hooks);
    }

    @Override
    public void beforeCheckpoint(Context<? extends org.crac.Resource> context) throws Exception {
        function.beforeCheckpoint();
    }

    @Override
    public void afterRestore(Context<? extends org.crac.Resource> context) throws Exception {
        function.afterRestore();
    }
}
