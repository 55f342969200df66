package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the controller of an operation at once. Spring finds only paths without labels that way, and compares all
 * others with the pattern of each of some hundred methods.
 */
@Component
class OperationRouting implements WebMvcRegistrations {

    private final Operations operations;

    OperationRouting(Operations operations) {
        this.operations = operations;
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new OperationMapping(operations);
    }

    private static final class OperationMapping extends RequestMappingHandlerMapping {

        private final Operations operations;

        OperationMapping(Operations operations) {
            this.operations = operations;
        }

        /** Before the mappings of Actuator. */
        @Override
        public int getOrder() {
            return -1_000;
        }

        /** Adds the names of operations to the paths. The pattern of a method need not have the labels of the model. */
        @Override
        protected Set<String> getDirectPaths(RequestMappingInfo method) {
            var keys = new HashSet<>(super.getDirectPaths(method));
            for (var verb : method.getMethodsCondition().getMethods()) {
                for (var pattern : method.getPatternValues()) {
                    operations.find(verb.name(), pattern).map(Operation::name).ifPresent(keys::add);
                }
            }
            return keys;
        }

        /** Spring checks the pattern of what it finds, and tries all patterns if it finds nothing. */
        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            var operation = Operation.of(request);
            return super.lookupHandlerMethod(operation.equals(Operation.UNKNOWN) ? path : operation.name(), request);
        }
    }
}
