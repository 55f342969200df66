/**
 * The agent API over HTTP: what Amazon Connect leaves to its agent workspace. {@code docs/agent-v1.yaml} describes it.
 */
@NullMarked
package io.recontact.routing.agentapi.web;

import org.jspecify.annotations.NullMarked;
