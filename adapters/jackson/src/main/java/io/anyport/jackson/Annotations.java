package io.anyport.jackson;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Set;

/** Looks for Jackson annotations, which say that a type is not to be read and written by the rules alone. */
final class Annotations {

    private final Set<Class<?>> seen = new HashSet<>();

    private Annotations() {}

    /** Whether there is one in a type, or in a type that it is made of. */
    static boolean areIn(Type type) {
        return new Annotations().isTouched(type);
    }

    private boolean isTouched(Type type) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? isTouched(c.getComponentType()) : isClassTouched(c);
        } else if (type instanceof ParameterizedType p) {
            return isTouched(p.getRawType()) || isAnyTouched(p.getActualTypeArguments());
        } else if (type instanceof WildcardType w) {
            return isAnyTouched(w.getUpperBounds());
        }
        return type instanceof GenericArrayType a && isTouched(a.getGenericComponentType());
    }

    private boolean isAnyTouched(Type[] types) {
        for (var type : types) {
            if (isTouched(type)) {
                return true;
            }
        }
        return false;
    }

    private boolean isClassTouched(Class<?> type) {
        if (type.isPrimitive() || type.getClassLoader() == null || !seen.add(type)) {
            return false; // the JDK's own classes have none
        }
        return isAnnotated(type)
                || isAnyAnnotated(type.getDeclaredMethods())
                || isAnyAnnotated(type.getDeclaredConstructors())
                || isAnyAnnotated(type.getDeclaredFields())
                || isMadeOfTouched(type);
    }

    private boolean isMadeOfTouched(Class<?> type) {
        var parent = type.getSuperclass();
        return (parent != null && isTouched(parent))
                || isAnyTouched(type.getInterfaces())
                || (type.isSealed() && isAnyTouched(type.getPermittedSubclasses()))
                || (type.isRecord() && isAnyComponentTouched(type));
    }

    private boolean isAnyComponentTouched(Class<?> record) {
        for (var component : record.getRecordComponents()) {
            if (isTouched(component.getGenericType())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyAnnotated(AnnotatedElement[] elements) {
        for (var element : elements) {
            if (isAnnotated(element) || (element instanceof Executable e && isAnyParameterAnnotated(e))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyParameterAnnotated(Executable executable) {
        for (var annotations : executable.getParameterAnnotations()) {
            if (isAnyOfJackson(annotations)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        var annotations = element.getDeclaredAnnotations();
        if (isAnyOfJackson(annotations)) {
            return true;
        }
        for (var annotation : annotations) {
            // A bundle: an annotation of the application's own that stands for several of Jackson's.
            if (isAnyOfJackson(annotation.annotationType().getDeclaredAnnotations())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyOfJackson(Annotation[] annotations) {
        for (var annotation : annotations) {
            String name = annotation.annotationType().getName();
            if (name.startsWith("com.fasterxml.jackson.annotation.") || name.startsWith("tools.jackson.")) {
                return true;
            }
        }
        return false;
    }
}
