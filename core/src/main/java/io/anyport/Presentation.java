package io.anyport;

import io.anyport.http.Links;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What clients see in the place of an application's own values, by class. */
final class Presentation {

    static final Presentation NONE = new Presentation(Map.of());

    private final Map<Class<?>, BiFunction<Object, Links, ?>> views;

    private Presentation(Map<Class<?>, BiFunction<Object, Links, ?>> views) {
        this.views = views;
    }

    <T> Presentation with(Class<T> type, BiFunction<? super T, Links, ?> view) {
        var more = new HashMap<>(views);
        more.put(type, (value, links) -> view.apply(type.cast(value), links));
        return new Presentation(more);
    }

    Object present(Object output, Links links) {
        if (views.isEmpty()) {
            return output;
        }
        if (output instanceof Collection<?> elements) {
            var presented = new ArrayList<>(elements.size());
            for (Object element : elements) {
                presented.add(present(element, links));
            }
            return presented;
        }
        var view = views.get(output.getClass());
        return view == null ? output : view.apply(output, links);
    }
}
