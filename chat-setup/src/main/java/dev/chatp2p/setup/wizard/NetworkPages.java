package dev.chatp2p.setup.wizard;

/** The pages for whoever runs a network, and what they share. FX thread only. */
final class NetworkPages {

    private final NetworkPath path;
    private final SignIn signIn;
    private final ControllerModel controller;
    private final PeopleModel people;

    NetworkPages(WizardSurroundings surroundings, WizardModel wizard, WizardPages pages) {
        this.path = new NetworkPath(surroundings, wizard, pages, new NetworkSession(surroundings));
        this.signIn = new SignIn(surroundings, wizard, this);
        this.controller = new ControllerModel(surroundings, signIn);
        this.people = new PeopleModel(path);
    }

    /** The first one. */
    ControllerModel controller() {
        return controller;
    }

    /** The first one for whoever is logged in. */
    PeopleModel people() {
        return people;
    }

    NetworkSession session() {
        return path.session();
    }

    /** Logs out and forgets the password; the pages are not used any more. */
    void close() {
        signIn.end();
        controller.forget();
        path.session().end();
    }
}
