package io.recontact.configuration;

/** Says who manages a view. This service has no views that AWS manages. */
public enum ViewType {
    CUSTOMER_MANAGED,
    AWS_MANAGED
}
