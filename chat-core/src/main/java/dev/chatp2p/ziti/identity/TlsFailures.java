package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Turns what went wrong while connecting to a controller or a router into a failure and a sentence for a person. */
public final class TlsFailures {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final int MAX_CAUSES = 20;

    private TlsFailures() {}

    /**
     * Explains a failed connection.
     *
     * @param address whom we tried to reach, for the sentence: {@code host:port}
     * @param ifUnreachable what it is when nobody answers or the connection breaks: CONTROLLER_UNREACHABLE for a controller,
     *     LOST for a router
     * @return CLOCK_OFF, UNTRUSTED, LOGIN_REFUSED (the server does not accept our certificate), PROTOCOL (what answers does
     *     not speak TLS), or {@code ifUnreachable}
     */
    public static ZitiException explain(IOException failed, String address, ZitiFailure ifUnreachable) {
        String who = ForeignText.line(address, 100);
        if (find(failed, CertificateNotYetValidException.class).isPresent()) {
            // A server's certificate was made in the past; so it is our idea of “now” that is wrong.
            return failure(
                    ZitiFailure.CLOCK_OFF,
                    "The certificate of " + who + " is not valid yet by this computer's clock, which says " + today()
                            + ". Set the clock and time zone of this computer.",
                    failed);
        }
        if (find(failed, CertificateExpiredException.class).isPresent()) {
            // Our own certificate was checked when the identity was read, so the clock is right as far as we can tell.
            return failure(
                    ZitiFailure.UNTRUSTED,
                    "The certificate of " + who + " has expired. Tell the network's administrator."
                            + " (This computer thinks today is " + today() + "; if that is wrong, set its clock.)",
                    failed);
        }
        if (find(failed, CertPathBuilderException.class).isPresent()
                || find(failed, CertPathValidatorException.class).isPresent()) {
            return failure(
                    ZitiFailure.UNTRUSTED,
                    who + " does not prove that it belongs to this identity's network. Something may be in between, or"
                            + " the network was set up anew: then enroll again.",
                    failed);
        }
        if (find(failed, CertificateException.class).isPresent()) {
            return failure(
                    ZitiFailure.UNTRUSTED,
                    "The certificate of " + who + " does not fit that address."
                            + " Tell the network's administrator, or enroll again if the network has moved.",
                    failed);
        }
        Optional<SSLException> tls = find(failed, SSLException.class);
        if (tls.isPresent()) {
            return tls(tls.get(), who, ifUnreachable);
        }
        return failure(ifUnreachable, unreachable(failed, who), failed);
    }

    private static ZitiException tls(SSLException failed, String who, ZitiFailure ifUnreachable) {
        String text = String.valueOf(failed.getMessage());
        Matcher alert = ALERT.matcher(text);
        if (alert.find()) {
            return switch (alert.group(1).toLowerCase(Locale.ROOT)) {
                case "certificate_expired" ->
                    failure(
                            ZitiFailure.CLOCK_OFF,
                            who + " says this identity's certificate is not valid now, but by this computer's clock ("
                                    + today() + ") it is. Set the clock of this computer.",
                            failed);
                case "bad_certificate",
                        "unsupported_certificate",
                        "certificate_revoked",
                        "certificate_unknown",
                        "certificate_required",
                        "unknown_ca",
                        "access_denied" ->
                    failure(
                            ZitiFailure.LOGIN_REFUSED,
                            who + " does not accept this identity's certificate."
                                    + " It may have been deleted: ask the network's administrator for a new invitation.",
                            failed);
                default -> notTls(who, failed);
            };
        }
        boolean cutOff = find(failed, EOFException.class).isPresent()
                || find(failed, SocketException.class).isPresent()
                || text.contains("terminated the handshake")
                || text.contains("closed");
        return cutOff
                ? failure(ifUnreachable, who + " broke the connection. Try again in a moment.", failed)
                : notTls(who, failed);
    }

    private static ZitiException notTls(String who, SSLException failed) {
        return failure(
                ZitiFailure.PROTOCOL,
                who
                        + " answers, but not the way a Ziti network does. Check the address, and whether a proxy is in between.",
                failed);
    }

    private static String unreachable(IOException failed, String who) {
        if (find(failed, UnknownHostException.class).isPresent()
                || find(failed, UnresolvedAddressException.class).isPresent()) {
            return "The name of " + who + " cannot be found. Check your internet connection.";
        }
        if (find(failed, HttpTimeoutException.class).isPresent()
                || find(failed, SocketTimeoutException.class).isPresent()) {
            return who + " does not answer in time. Check your internet connection, or try again later.";
        }
        if (find(failed, ConnectException.class).isPresent()
                || find(failed, NoRouteToHostException.class).isPresent()) {
            return who + " cannot be reached. Check your internet connection and whether a firewall is in the way.";
        }
        return "The connection to " + who + " broke. Try again in a moment.";
    }

    private static <T extends Throwable> Optional<T> find(Throwable failed, Class<T> type) {
        Throwable cause = failed;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    private static ZitiException failure(ZitiFailure failure, String sentence, Exception cause) {
        return new ZitiException(failure, sentence, cause);
    }
}
