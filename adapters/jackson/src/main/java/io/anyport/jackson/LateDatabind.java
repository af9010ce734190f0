package io.anyport.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TreeNode;
import tools.jackson.core.json.JsonFactory;

/** Databind when it is first needed, and not before: it has some seven hundred classes. Also what generators write objects with. */
final class LateDatabind extends ObjectWriteContext.Base {

    private final JsonFactory factory;
    private @Nullable Databind databind;

    LateDatabind(JsonFactory factory) {
        this.factory = factory;
    }

    synchronized Databind get() {
        var made = databind;
        if (made == null) {
            made = new Databind(factory);
            databind = made;
        }
        return made;
    }

    @Override
    public void writeValue(JsonGenerator generator, Object value) {
        get().write(value, generator);
    }

    @Override
    public void writeTree(JsonGenerator generator, TreeNode tree) {
        get().write(tree, generator);
    }
}
