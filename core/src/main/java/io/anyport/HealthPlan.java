package io.anyport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which checks an application has: what it declares, what its resources bring, what is mounted in it. */
final class HealthPlan {

    private HealthPlan() {}

    /** {@return all checks, each under a name of its own} */
    static List<HealthCheck> checks(App app) {
        var all = new ArrayList<HealthCheck>();
        declared(app, all);
        for (var resource : app.resources()) {
            resource.healthCheck().ifPresent(all::add);
        }
        var names = new HashSet<String>();
        all.replaceAll(check -> distinct(check, names));
        return List.copyOf(all);
    }

    private static void declared(App app, List<HealthCheck> all) {
        all.addAll(app.ownChecks());
        CheckpointPlan.mounted(app).forEach(mounted -> declared(mounted, all));
    }

    private static HealthCheck distinct(HealthCheck check, Set<String> names) {
        String name = check.name();
        for (int i = 2; !names.add(name); i++) {
            name = check.name() + "-" + i;
        }
        return name.equals(check.name()) ? check : check.named(name);
    }
}
