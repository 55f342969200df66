package io.recontact.configuration.web;

import io.recontact.configuration.web.CreateQuickConnect.QuickConnectConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQuickConnectConfig.html">UpdateQuickConnectConfig</a>.
 */
interface UpdateQuickConnectConfig {

    record Request(@NotNull @Valid QuickConnectConfig quickConnectConfig) {}
}
