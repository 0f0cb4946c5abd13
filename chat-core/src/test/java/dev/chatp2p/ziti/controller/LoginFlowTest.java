package dev.chatp2p.ziti.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginFlowTest {

    @ParameterizedTest
    @EnumSource
    void everyWayHasItsOwnName(LoginFlow flow) {
        assertEquals(Optional.of(flow), LoginFlow.named(flow.name()));
    }

    @Test
    void whatIsNoWayIsSaidSo() {
        assertEquals(Optional.of(LoginFlow.OIDC), LoginFlow.named("oidc"));
        assertEquals(Optional.empty(), LoginFlow.named("open id"));
        assertEquals(Optional.empty(), LoginFlow.named(""));
    }
}
