package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.recontact.api.ClockReturned;
import io.recontact.chat.participant.ParticipantLeft;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.configuration.ResourceDeleted;
import io.recontact.contact.ContactPaused;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.ContactsEnded;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * No two listeners of one event depend on their order. An event with several listeners is listed here with the reason
 * why their order makes no difference; what must happen in order is called in order instead.
 */
class EventListenerTests {

    private static final String PACKAGE = "io.recontact";

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(PACKAGE);

    private record Listeners(List<String> modules, String reason) {}

    private static final Map<Class<?>, Listeners> IN_THE_TRANSACTION = Map.of(
            ClockReturned.class,
                    new Listeners(List.of("history", "history", "retention"), "each changes only its own rows"),
            ContactsEnded.class,
                    new Listeners(
                            List.of("flow", "routing"),
                            "flow deletes its runs; routing empties the queue and starts after-contact work"),
            ResourceDeleted.class,
                    new Listeners(
                            List.of("contact", "routing"),
                            "each looks for its own kind of resource: contact for queues, routing for users"),
            ContactPaused.class,
                    new Listeners(List.of("flow", "routing"), "flow suspends its runs; routing frees queue and agent"),
            ContactResumed.class,
                    new Listeners(
                            List.of("flow", "routing"),
                            "flow restores its runs; routing gives the agent the task back"),
            ParticipantLeft.class,
                    new Listeners(
                            List.of("contact", "routing"),
                            "contact acts when the customer or the last agent has left, routing when other agents remain"));

    private static final Map<Class<?>, Listeners> AFTER_THE_COMMIT = Map.of(
            ItemsAppended.class,
            new Listeners(
                    List.of("flow", "history", "push", "webhook"),
                    "each wakes or will wake a thread of its own, which reads the transcript from where it stopped"));

    @Test
    void eventsWithSeveralListenersInTheTransactionAreListed() {
        assertThat(withSeveral(EventListener.class)).isEqualTo(modules(IN_THE_TRANSACTION));
    }

    @Test
    void eventsWithSeveralListenersAfterTheCommitAreListed() {
        assertThat(withSeveral(TransactionalEventListener.class)).isEqualTo(modules(AFTER_THE_COMMIT));
    }

    @Test
    void listenersHaveNoOrder() {
        assertThat(methods())
                .filteredOn(method ->
                        method.isAnnotatedWith(EventListener.class) || method.isMetaAnnotatedWith(EventListener.class))
                .isNotEmpty()
                .noneMatch(method -> method.isAnnotatedWith(Order.class));
    }

    private static Map<String, List<String>> modules(Map<Class<?>, Listeners> listed) {
        var modules = new HashMap<String, List<String>>();
        listed.forEach((event, listeners) -> modules.put(event.getName(), listeners.modules()));
        return modules;
    }

    /** The modules that listen to each event of ours which more than one method listens to. */
    private static Map<String, List<String>> withSeveral(Class<? extends Annotation> annotation) {
        var listeners = new HashMap<String, List<String>>();
        for (var method : methods()) {
            if (method.isAnnotatedWith(annotation)) {
                var event = method.getRawParameterTypes().getFirst();
                if (event.getPackageName().startsWith("io.recontact")) {
                    listeners.merge(event.getName(), List.of(module(method)), EventListenerTests::both);
                }
            }
        }
        listeners.values().removeIf(modules -> modules.size() == 1);
        return listeners;
    }

    private static List<String> both(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        all.sort(null);
        return all;
    }

    /** Returns the first package below the base package; nothing for the base package itself. */
    private static String module(JavaMethod method) {
        var below = (method.getOwner().getPackageName() + ".").substring(PACKAGE.length() + 1);
        return below.isEmpty() ? below : below.substring(0, below.indexOf('.'));
    }

    private static List<JavaMethod> methods() {
        return CLASSES.stream().flatMap(type -> type.getMethods().stream()).toList();
    }
}
