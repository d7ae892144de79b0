package io.tact.grid.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An interface's methods, each on its way through somebody's hands. */
final class Intercepted {
    private Intercepted() {}

    /** What is to be done in the place of a call. */
    interface Hand {
        Object take(Method method, Object[] arguments);
    }

    static <T> T of(Class<T> type, Hand hand) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> hand.take(method, arguments == null ? new Object[0] : arguments)));
    }

    static Object call(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
