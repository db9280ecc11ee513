package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cookie of a session")
class SessionDoorTest {
    private final MemorySessions memory = new MemorySessions(1_000);
    private boolean away;
    private final SessionNode before = node(); // which is not there any more
    private final SessionNode node = node();
    private final SessionDoor door = node.sessions().door();

    private SessionNode node() {
        return new SessionNode(new AwayStore(memory, () -> away), Clock.systemUTC());
    }

    private static HandshakeRequest request(boolean secure, String... cookies) {
        return new HandshakeRequest(
                "/", Map.of(), Map.of("cookie", List.of(cookies)), "192.0.2.1", secure, false, 0, Optional.empty());
    }

    private SessionDoor.Opening openingChecked(String cookie) {
        List<SessionDoor.Opening> openings = new ArrayList<>();
        door.openingChecked(door.recognized(request(false, cookie)), openings::add);
        assertThat(openings).hasSize(1);
        return openings.get(0);
    }

    private String stored() {
        LiveSession session = before.begin();
        session.put("name", "Ann");
        before.write();
        return session.id();
    }

    @Test
    void isSetForAClientThatHasNone() {
        SessionDoor.Opening opening = door.opening(door.recognized(request(true)));
        SessionId id = opening.request().session().orElseThrow();
        assertThat(id.issued()).isTrue();
        assertThat(id.id()).matches("[A-Za-z0-9_-]{43}");
        assertThat(opening.setCookie()).contains("sid=" + id.id() + "; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(door.opening(request(false)).setCookie().orElseThrow()).endsWith("; SameSite=Lax");
    }

    @Test
    void isFoundAmongOthers() {
        String id = "a".repeat(43);
        SessionId found = new SessionId(id, false);
        assertThat(door.recognized(request(true, "a=b", "xsid=1; sid=" + id + "; sidx=2"))
                        .session())
                .contains(found);
        assertThat(door.recognized(request(true, "sid=short")).session()).isEmpty();
        assertThat(door.recognized(request(true, "sid")).session()).isEmpty();
        assertThat(found.toString()).doesNotContain(id);
    }

    @Test
    void isLeftAloneWhereNobodyCanLook() {
        HandshakeRequest request = door.recognized(request(true, "sid=" + "a".repeat(43)));
        assertThat(door.opening(request)).isEqualTo(new SessionDoor.Opening(request, Optional.empty()));
    }

    @Test
    void isReplacedWhenNobodyKnowsIt() {
        SessionDoor.Opening opening = openingChecked("sid=" + "a".repeat(43));
        assertThat(opening.request().session().orElseThrow().issued()).isTrue();
        assertThat(opening.setCookie()).isPresent();
    }

    @Test
    void isNotSetAgainWhenItIsKnown() { // another tab may have got another one meanwhile
        String id = stored();
        SessionDoor.Opening opening = openingChecked("sid=" + id);
        assertThat(opening.request().session()).contains(new SessionId(id, false));
        assertThat(opening.setCookie()).isEmpty();
        LiveSession used = node.sessions().find(id).orElseThrow();
        assertThat(openingChecked("sid=" + id).setCookie()).isEmpty();
        used.logout();
        assertThat(openingChecked("sid=" + id).setCookie()).isEmpty();
    }

    @Test
    void isNoneWhenThereAreSeveral() {
        String id = "a".repeat(43);
        assertThat(door.recognized(request(true, "sid=" + id + "; sid=" + id)).session())
                .isEmpty();
        assertThat(door.recognized(request(true, "sid=" + id, "sid=other")).session())
                .isEmpty();
    }

    @Test
    void staysWhileTheDatabaseIsAway() {
        String id = stored();
        away = true;
        SessionDoor.Opening opening = openingChecked("sid=" + id);
        assertThat(opening.request().session()).contains(new SessionId(id, false));
        assertThat(opening.setCookie()).isEmpty();
    }

    @Test
    void isHadForAnIdThatIsKnown() {
        SessionDoor.Exchange none = new SessionDoor.Exchange(Optional.empty(), Optional.empty());
        String id = stored();
        assertThat(door.exchange("a".repeat(43), true)).isEqualTo(none);
        assertThat(door.exchange("nonsense; Path=/", true)).isEqualTo(none);
        assertThat(door.exchange(id, true).setCookie().orElseThrow()).startsWith("sid=" + id + ";");
        away = true;
        assertThat(door.exchange("a".repeat(43), true))
                .isEqualTo(new SessionDoor.Exchange(
                        Optional.empty(), Optional.of("The database is not available. Try again later.")));
    }

    @Test
    void mayBeThereForPagesOfOtherSitesAndForLong() {
        SessionCookie cookie = new SessionCookie("s", "/shop", "None", Duration.ofDays(1));
        assertThat(cookie.header("id", false))
                .isEqualTo("s=id; Path=/shop; HttpOnly; SameSite=None; Max-Age=86400; Secure");
    }
}
