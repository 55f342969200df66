package io.recontact.startup;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Lets two builds generate the same proxies. Reflection returns the methods of a class in an order that differs from
 * run to run, because the JVM sorts them by the addresses of their names, and a proxy has the methods in that order. In
 * the step of the build that generates proxies, this sorts the methods that reflection remembers of each type of a
 * bean. That step runs with {@code --add-opens java.base/java.lang=ALL-UNNAMED}; without it, this does nothing.
 */
class MethodOrder implements ApplicationContextInitializer<ConfigurableApplicationContext>, BeanFactoryPostProcessor {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (GeneratedBeans.areBeingGenerated()
                && Class.class.getModule().isOpen("java.lang", MethodOrder.class.getModule())) {
            context.addBeanFactoryPostProcessor(this);
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var types = new HashSet<Class<?>>(Set.of(Advised.class, SpringProxy.class));
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getType(name, false);
            if (type != null) {
                types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
            }
            for (var each = type; each != null; each = each.getSuperclass()) {
                types.add(each);
            }
        }
        types.forEach(MethodOrder::sort);
    }

    private static void sort(Class<?> type) {
        // Reflection remembers the methods from the first call on.
        if (type.getDeclaredMethods().length > 1) {
            var remembered = Objects.requireNonNull(((Reference<?>) read(Class.class, "reflectionData", type)).get());
            var methods = (Method[]) read(remembered.getClass(), "declaredMethods", remembered);
            Arrays.sort(methods, Comparator.comparing(Method::toString));
        }
    }

    private static Object read(Class<?> declaring, String name, Object of) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(of));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK keeps the methods of a class elsewhere", e);
        }
    }
}
