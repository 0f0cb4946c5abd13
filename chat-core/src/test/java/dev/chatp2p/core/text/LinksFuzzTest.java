package dev.chatp2p.core.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import java.util.List;
import java.util.Set;

/** Whatever a text holds, its links stand in it in order, open nothing but pages and mail, and say what host that is. */
class LinksFuzzTest extends FuzzTestBase {

    @Override
    protected long allowance(int length) {
        return (4L << 20) + 20_000L * length;
    }

    @Override
    protected void check(byte[] input) {
        check(new String(input, UTF_8));
        check(new String(input, UTF_16BE));
        check(DisplayText.text(new String(input, UTF_8)));
    }

    private static void check(String text) {
        List<WebLink> links = Links.find(text);
        assertTrue(links.size() <= Links.MAX_LINKS);
        int last = 0;
        for (WebLink link : links) {
            assertTrue(last <= link.start() && link.start() < link.end() && link.end() <= text.length());
            assertTrue(link.end() - link.start() <= Links.MAX_LENGTH);
            last = link.end();
            String target = link.target().toString();
            assertTrue(Set.of("http", "https", "mailto").contains(link.target().getScheme()), target);
            assertTrue(target.chars().allMatch(c -> c > ' ' && c < 0x7F), target);
            assertTrue(target.contains(link.host()));
            assertFalse(link.host().isEmpty());
            if (!target.startsWith("mailto:")) {
                String authority = link.target().getRawAuthority();
                assertTrue(authority.substring(authority.lastIndexOf('@') + 1).startsWith(link.host()), target);
            }
            // What the target says is a link to the same target.
            List<WebLink> again = Links.find(target);
            if (target.length() <= Links.MAX_LENGTH) {
                assertEquals(
                        List.of(link.target()),
                        again.stream().map(WebLink::target).toList());
            }
        }
    }
}
