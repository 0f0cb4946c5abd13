package dev.chatp2p.setup.wizard;

import java.nio.file.Path;

/** The pages for whoever runs a network, on a controller in memory. */
final class NetworkFixture implements AutoCloseable {

    final WizardFixture wizard;
    final FakeControllers controllers;
    final ControllerModel controller;

    NetworkFixture(Path folder) {
        this.wizard = new WizardFixture(folder);
        this.controllers = wizard.controllers;
        wizard.run(() -> wizard.start().runNetwork());
        this.controller = wizard.page(ControllerModel.class);
    }

    /** Fills in the address and the right name and password. */
    void fillIn() {
        wizard.run(() -> {
            controller.addressProperty().set("ctrl.example.org:1280");
            controller.userNameProperty().set("admin");
            controller.passwordProperty().set("secret");
        });
    }

    void primary() {
        wizard.run(wizard.wizard::primary);
    }

    void back() {
        wizard.run(wizard.wizard::back);
    }

    /** Waits for that page, and until it has done what it does. */
    <T extends PageModel> T await(Class<T> type) {
        wizard.waitFor(() -> type.isInstance(wizard.wizard.page())
                && !wizard.wizard.page().frame().busy().get());
        return wizard.page(type);
    }

    PeopleModel logIn() {
        fillIn();
        primary();
        return await(PeopleModel.class);
    }

    /** Puts names on the list, as if typed. */
    void name(PeopleModel page, String names) {
        wizard.run(() -> {
            page.entryProperty().set(names);
            page.add();
        });
    }

    /** From the start to the plan for these people. */
    PlanModel plan(String names) {
        name(logIn(), names);
        primary();
        return await(PlanModel.class);
    }

    /** From the start to the invitations of these people. */
    InvitationsModel invite(String names) {
        plan(names);
        primary();
        return await(InvitationsModel.class);
    }

    @Override
    public void close() {
        wizard.close();
    }
}
