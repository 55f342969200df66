package io.recontact.junit;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/**
 * Provides parameters of these types:
 *
 * <ul>
 *   <li>{@link Recontact}, the service, which starts once per JVM, before the first parameter
 *   <li>{@link ConnectClient} and {@link ConnectParticipantClient}, clients of it
 *   <li>{@link TestControls}, its clock and faults
 *   <li>{@link ContactCenter}, a new instance. A parameter of the constructor or of a {@code @BeforeAll} method gets
 *       the one of the class, which all its tests then share; else each test gets one of its own.
 * </ul>
 */
public final class RecontactExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RecontactExtension.class);

    private static final Set<Class<?>> TYPES = Set.of(
            Recontact.class,
            ConnectClient.class,
            ConnectParticipantClient.class,
            TestControls.class,
            ContactCenter.class);

    private static final PreparedContactCenter CENTERS =
            new PreparedContactCenter(() -> Recontact.shared().newContactCenter());

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        var service = Recontact.shared();
        if (type == Recontact.class) {
            return service;
        } else if (type == ConnectClient.class) {
            return service.connect();
        } else if (type == ConnectParticipantClient.class) {
            return service.participants();
        } else if (type == TestControls.class) {
            return service.controls();
        } else if (type == ContactCenter.class) {
            return contactCenter(context);
        }
        throw new ParameterResolutionException("No parameter has the type " + type);
    }

    /** The store of a test contains what the store of its class contains. */
    @SuppressWarnings("deprecation") // JUnit 5 does not have the successor
    private static ContactCenter contactCenter(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(ContactCenter.class, key -> CENTERS.take(), ContactCenter.class);
    }
}
