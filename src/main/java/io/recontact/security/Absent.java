package io.recontact.security;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Implements interfaces of the servlet API without a connection: nothing is there, and what is set is lost. */
final class Absent {

    private static final Map<Class<?>, Object> ANSWERS = Map.of(
            boolean.class, false, int.class, 0, long.class, 0L, Enumeration.class, Collections.emptyEnumeration());

    private Absent() {}

    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, Absent::answer));
    }

    private static @Nullable Object answer(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return method.getReturnType().isAssignableFrom(List.class) && method.getReturnType() != Object.class
                ? List.of()
                : ANSWERS.get(method.getReturnType());
    }
}
