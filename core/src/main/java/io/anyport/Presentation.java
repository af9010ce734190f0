package io.anyport;

import io.anyport.http.Links;
import io.anyport.http.Request;
import io.anyport.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What clients see in the place of an application's own values. */
final class Presentation {

    static final Presentation NONE = new Presentation(List.of());

    /** What is shown of a class. */
    private record View<T>(Class<T> type, BiFunction<? super T, Links, ?> view) {

        Object of(Object value, Links links) {
            return view.apply(type.cast(value), links);
        }
    }

    private final List<View<?>> views; // the latest first

    private Presentation(List<View<?>> views) {
        this.views = views;
    }

    <T> Presentation with(Class<T> type, BiFunction<? super T, Links, ?> view) {
        var more = new ArrayList<View<?>>();
        more.add(new View<>(type, view));
        more.addAll(views);
        return new Presentation(List.copyOf(more));
    }

    Object present(Object output, Request request) {
        return views.isEmpty() ? output : present(output, request.links());
    }

    private Object present(Object output, Links links) {
        if (output instanceof Page<?> page) {
            return new Page<>(presentAll(page.items(), links), page.next());
        }
        if (output instanceof Collection<?> elements) {
            return presentAll(elements, links);
        }
        var view = view(output);
        return view == null ? output : view.of(output, links);
    }

    private List<Object> presentAll(Collection<?> elements, Links links) {
        var presented = new ArrayList<>(elements.size());
        for (Object element : elements) {
            presented.add(present(element, links));
        }
        return presented;
    }

    private @Nullable View<?> view(Object output) {
        for (var view : views) {
            if (view.type().isInstance(output)) {
                return view;
            }
        }
        return null;
    }
}
