package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.controller.SecondFactorCode;
import dev.chatp2p.ziti.controller.TotpEnrollment;
import java.util.List;

/** The controller's second factor as the port's. */
record ZitiSecondFactor(ZitiClient client) implements SecondFactor {

    @Override
    public void answer(String code) throws LinkException, InterruptedException {
        try {
            client.answerSecondFactor(SecondFactorCode.clean(code));
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public State state() throws LinkException, InterruptedException {
        return switch (ask(second -> second.state())) {
            case NONE -> State.NONE;
            case UNVERIFIED -> State.UNVERIFIED;
            case ACTIVE -> State.ACTIVE;
        };
    }

    @Override
    public Enrolment enroll() throws LinkException, InterruptedException {
        TotpEnrollment given = ask(second -> second.enroll());
        return new Enrolment(given.provisioning(), given.secret(), given.recoveryCodes());
    }

    @Override
    public void verify(String code) throws LinkException, InterruptedException {
        ask(second -> {
            second.verify(code);
            return true;
        });
    }

    @Override
    public void remove(String code) throws LinkException, InterruptedException {
        ask(second -> {
            second.remove(code);
            return true;
        });
    }

    @Override
    public List<String> recoveryCodes(String code) throws LinkException, InterruptedException {
        return ask(second -> second.recoveryCodes(code));
    }

    private <T> T ask(ZitiClient.SecondFactorCall<T> call) throws LinkException, InterruptedException {
        try {
            return client.secondFactor(call);
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }
}
