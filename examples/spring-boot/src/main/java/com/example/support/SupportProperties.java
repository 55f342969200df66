package com.example.support;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The instance that chats start in, and the flow that they start with. */
@ConfigurationProperties("support")
record SupportProperties(String instanceId, String contactFlowId) {}
