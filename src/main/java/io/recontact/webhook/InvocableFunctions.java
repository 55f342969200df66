package io.recontact.webhook;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import io.recontact.configuration.InstanceAssociationService;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides which functions an instance may invoke. */
@Component
public class InvocableFunctions {

    private final LambdaFunctions functions;
    private final InstanceAssociationService associations;

    InvocableFunctions(LambdaFunctions functions, InstanceAssociationService associations) {
        this.functions = functions;
        this.associations = associations;
    }

    /** Returns the function with an ARN; empty if it is not mapped, or not associated where that is required. */
    public Optional<LambdaFunction> find(InstanceId instance, String arn) {
        return functions
                .find(arn)
                .filter(_ -> !functions.onlyAssociatedFunctions()
                        || associations.isAssociated(
                                instance, Target.of(InstanceAssociation.Type.LAMBDA_FUNCTION, arn)));
    }
}
