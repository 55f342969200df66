/**
 * The agent API over HTTP: the operations that Amazon Connect offers only in its agent workspace.
 * {@code docs/agent-v1.yaml} describes it.
 */
@NullMarked
package io.recontact.routing.agentapi.web;

import org.jspecify.annotations.NullMarked;
