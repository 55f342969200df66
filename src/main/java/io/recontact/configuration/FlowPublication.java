package io.recontact.configuration;

import java.util.UUID;

/**
 * What was published of a flow at one time. It never changes, and stays when its flow goes on or is deleted, so that
 * whoever has read it may keep it for ever.
 *
 * @param name the name that the flow had then
 */
public record FlowPublication(UUID id, ContactFlowId flow, ContactFlowType type, String name, String content) {}
