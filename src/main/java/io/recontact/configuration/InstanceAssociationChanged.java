package io.recontact.configuration;

import io.recontact.configuration.InstanceAssociation.Target;

/** Published when a target is associated or disassociated. */
record InstanceAssociationChanged(Target target) {}
