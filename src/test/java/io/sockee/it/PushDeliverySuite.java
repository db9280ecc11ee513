package io.sockee.it;

import static io.sockee.it.PushSites.BYTES_LIMIT;
import static io.sockee.it.PushSites.LIMIT;
import static io.sockee.it.PushSites.PLAIN;
import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.AuthHttp.Reply;
import io.sockee.spec.client.EngineSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of what websites have sent, from end to end. */
abstract class PushDeliverySuite extends PushSuite {

    @Test
    @DisplayName("a request that is repeated with its key is sent once, however many come at a time")
    void repeated() throws Exception {
        String[] headers = {"Idempotency-Key", "order 1 of " + user, "Accept", "application/json"};
        for (String site : List.of(SHOP, PLAIN)) {
            try (PushDevice device = PushDevice.join(site, token, "d", "")) {
                if (site.equals(SHOP)) {
                    device.takesSettings();
                }
                CountDownLatch start = new CountDownLatch(1);
                ExecutorService threads = Executors.newFixedThreadPool(8);
                List<CompletableFuture<Reply>> replies = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    replies.add(CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    start.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                return PushHttp.send(site, event("once"), headers);
                            },
                            threads));
                }
                start.countDown();
                assertThat(replies.stream()
                                .map(CompletableFuture::join)
                                .map(Reply::body)
                                .distinct())
                        .hasSize(1)
                        .allMatch(body -> body.startsWith("{\"ids\":[\""));
                threads.shutdown();
                assertThat(device.next()).endsWith("['once']");
                assertThat(PushHttp.send(site, event("other"), headers).status())
                        .isEqualTo(422);
                device.hearsNothing();
            }
        }
    }

    @Test
    @Tag("smoke")
    @DisplayName("what comes while a device is away waits for it, and leaves with the ack of the batch it was in")
    void batch() {
        PushDevice.durable(SHOP, token, "d").close();
        accepts("{'rooms':['" + user + "','staff of " + user + "'],'event':'a','args':[1,{'b':null}]}");
        accepts(event("b"));
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['a',1,{'b':null}],['b']]]");
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).as("not acknowledged").isEqualTo("0['_batch',[['a',1,{'b':null}],['b']]]");
            accepts(event("meanwhile"));
            assertThat(device.next()).isEqualTo("1['meanwhile']");
            device.acknowledges(0, 0, 7).hearsNothing();
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['meanwhile']]]");
            device.acknowledges(0).hearsNothing();
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            device.hearsNothing();
        }
    }

    @Test
    @DisplayName("each device of a user has a queue of its own, in the order in which things were accepted")
    void devices() {
        try (PushDevice phone = PushDevice.durable(SHOP, token, "phone");
                PushDevice nameless = PushDevice.durable(SHOP, token, "")) {
            for (int i = 0; i < 3; i++) {
                accepts(event("e" + i));
            }
            for (PushDevice device : List.of(phone, nameless)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(device.next()).isEqualTo(i + "['e" + i + "']");
                }
            }
            phone.acknowledges(0, 1, 2).hearsNothing();
        }
        try (PushDevice phone = PushDevice.durable(SHOP, token, "phone");
                PushDevice nameless = PushDevice.durable(SHOP, token, "")) {
            assertThat(nameless.next()).isEqualTo("0['_batch',[['e0'],['e1'],['e2']]]");
            phone.hearsNothing();
        }
    }

    @Test
    @DisplayName("of two sockets of a device the newest gets what is sent")
    void newest() {
        try (PushDevice older = PushDevice.durable(SHOP, token, "d");
                PushDevice newer = PushDevice.durable(SHOP, token, "d")) {
            accepts(event("e"));
            assertThat(newer.next()).isEqualTo("0['e']");
            newer.acknowledges(0);
            older.acknowledges(0).hearsNothing();
            older.close();
            accepts(event("f"));
            assertThat(newer.next()).isEqualTo("1['f']");
        }
    }

    @Test
    @Tag("smoke")
    @DisplayName("a client that comes back before its end was noticed gets what the dead connection has not answered")
    void halfOpen() {
        for (String name : List.of("d", "")) {
            try (PushDevice dead = PushDevice.durable(SHOP, token, name)) {
                accepts(event("e"));
                assertThat(dead.next()).isEqualTo("0['e']"); // has left the server, and got no answer
                try (PushDevice again = PushDevice.durable(SHOP, token, name)) {
                    assertThat(again.next()).isEqualTo("0['_batch',[['e']]]");
                    again.acknowledges(0).hearsNothing();
                    dead.close(); // is noticed only now
                    accepts(event("f"));
                    assertThat(again.next()).isEqualTo("1['f']");
                    again.acknowledges(1).hearsNothing();
                }
            }
        }
    }

    @Test
    @DisplayName(
            "texts of every kind wait and arrive as they were sent: NUL, emoji, accents, cases, halves of characters")
    void texts() {
        PushDevice.durable(SHOP, token, "G\u00e9r\u00e4t \ud83d\ude00").close();
        PushDevice.durable(SHOP, token, "gerat \ud83d\ude00").close(); // some databases would take it for the same
        String json = "'e\\u0000\ud83d\ude00',['\\u0000','\ud83d\ude00','E\u00c9e\u00e9 ','\\ud800']";
        accepts("{'rooms':['" + user + "'],'event':" + json.replaceFirst(",", ",'args':") + "}");
        for (String name : List.of("G\u00e9r\u00e4t \ud83d\ude00", "gerat \ud83d\ude00")) {
            try (PushDevice device = PushDevice.durable(SHOP, token, name)) {
                assertThat(device.next()).isEqualTo("0['_batch',[[" + json.replaceFirst(",\\[", ",") + "]]");
                device.acknowledges(0).hearsNothing();
            }
        }
    }

    @Test
    @DisplayName("clients that ask for them get the ids of messages, the same in every repeat")
    void ids() {
        String id;
        try (PushDevice device = PushDevice.join(SHOP, token, "d", "&deliveryIds=1")) {
            device.takesSettings();
            Reply reply = PushHttp.send(SHOP, event("e"), "Accept", "application/json");
            id = reply.body().replaceAll("\\{\"ids\":\\[\"(\\w+)\".*", "$1");
            assertThat(device.next()).isEqualTo("0['e',{'_id':'" + id + "'}]");
        }
        try (PushDevice device = PushDevice.join(SHOP, token, "d", "&deliveryIds=1")) {
            device.takesSettings();
            assertThat(device.next()).isEqualTo("0['_batch',[['e',{'_id':'" + id + "'}]]]");
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['e']]]");
        }
    }

    @Test
    @DisplayName("with resync=true an answer out of order clears what waits of that event, and says so")
    void resync() {
        String query = "?resync=true&site=shop&apiKey=" + PushSites.key(SHOP);
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            for (String name : List.of("e", "other", "e", "e")) {
                assertThat(PushHttp.post(query, "application/json", Client.json(event(name)))
                                .status())
                        .isEqualTo(200);
                assertThat(device.next()).endsWith("['" + name + "']");
            }
            device.acknowledges(0).hearsNothing();
            device.acknowledges(3);
            assertThat(device.next()).isEqualTo("4['_resync',{'reason':'out of order','event':'e'}]");
            device.acknowledges(4).hearsNothing();
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['other']]]");
        }
    }

    @Test
    @DisplayName("a queue that is full is cleared, and the device is told until it has heard")
    void full() {
        PushDevice.durable(SHOP, token, "d").close();
        for (int i = 0; i <= PushSites.LIMIT; i++) {
            accepts(event("e" + i));
        }
        for (int time = 0; time < 2; time++) {
            try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
                assertThat(device.next()).isEqualTo("0['_resync',{'reason':'queue full'}]");
                assertThat(device.next()).isEqualTo("1['_batch',[['e" + PushSites.LIMIT + "']]]");
                if (time == 1) {
                    device.acknowledges(0, 1).hearsNothing();
                }
            }
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            device.hearsNothing();
        }
    }

    @Test
    @DisplayName("as much as may wait for a device reaches it at once, in pieces with an answer for each")
    void large() {
        PushDevice.durable(SHOP, token, "d").close();
        int frame = "[\"e\",\"\"]".length();
        String args = "x".repeat((int) (BYTES_LIMIT / LIMIT) - frame);
        for (int i = 0; i < LIMIT; i++) {
            accepts("{'rooms':'" + user + "','event':'e','args':'" + args + "'}");
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            for (int i = 0; i < LIMIT; i++) {
                assertThat(device.next())
                        .startsWith(i + "['_batch',[['e','xxx")
                        .hasSizeBetween(args.length(), args.length() + 100);
            }
            device.acknowledges(0, 1, 2).hearsNothing();
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).startsWith("0['_batch',[['e','xxx");
            assertThat(device.next()).startsWith("1['_batch',[['e','xxx");
            device.acknowledges(0, 1).hearsNothing();
        }
    }

    @Test
    @DisplayName("the public room reaches those who have none of their own, and those who are in it besides")
    void publicRoom() {
        PushSites.admits(SHOP, token + "-visitor", "public");
        PushSites.admits(SHOP, token + "-member", user + "-member", "public");
        try (PushDevice visitor = PushDevice.durable(SHOP, token + "-visitor", "visitor of " + user);
                PushDevice member = PushDevice.durable(SHOP, token + "-member", "d")) {
            accepts("{'rooms':['public','" + user + "-member'],'event':'hello'}");
            assertThat(visitor.next()).isEqualTo("0['hello']");
            assertThat(member.next()).isEqualTo("0['hello']");
            visitor.acknowledges(0).hearsNothing();
            member.acknowledges(0).hearsNothing();
        }
    }

    @Test
    @DisplayName("what is sent to a shared room reaches no visitor who is not in it, though all share the public room")
    void visitors() {
        String order = "order of " + user;
        PushSites.admits(SHOP, token + "-ann", "public", order);
        PushSites.admits(SHOP, token + "-bob", "public");
        try (PushDevice ann = PushDevice.durable(SHOP, token + "-ann", "");
                PushDevice bob = PushDevice.durable(SHOP, token + "-bob", "");
                PushDevice bobs = PushDevice.durable(SHOP, token + "-bob", "browser of " + user)) {
            accepts("{'rooms':'" + order + "','event':'paid'}");
            accepts("{'rooms':['public','" + order + "'],'event':'hello'}");
            assertThat(ann.next()).isEqualTo("0['paid']");
            assertThat(ann.next()).isEqualTo("1['hello']");
            assertThat(bob.next()).isEqualTo("0['hello']");
            assertThat(bobs.next()).isEqualTo("0['hello']");
        }
        accepts("{'rooms':'" + order + "','event':'shipped'}");
        try (PushDevice anns = PushDevice.durable(SHOP, token + "-ann", "browser of " + user)) {
            anns.hearsNothing();
        }
        try (PushDevice bobs = PushDevice.durable(SHOP, token + "-bob", "browser of " + user)) {
            assertThat(bobs.next()).isEqualTo("0['_batch',[['hello']]]");
        }
    }

    @Test
    @DisplayName(
            "of two connections without a deviceId neither takes anything from the other, and the last one's queue waits")
    void nameless() {
        try (PushDevice tab = PushDevice.durable(SHOP, token, "");
                PushDevice other = PushDevice.durable(SHOP, token, "")) {
            accepts(event("e"));
            for (PushDevice device : List.of(tab, other)) {
                assertThat(device.next()).isEqualTo("0['e']");
                device.acknowledges(0).hearsNothing();
            }
        }
        accepts(event("f"));
        try (PushDevice tab = PushDevice.durable(SHOP, token, "")) {
            assertThat(tab.next()).isEqualTo("0['_batch',[['f']]]");
            tab.acknowledges(0).hearsNothing();
        }
    }

    @Test
    @DisplayName("a user who has left a room gets nothing of it by way of a device that was away meanwhile")
    void leftRoom() {
        PushDevice.durable(SHOP, token, "old").close();
        PushSites.admits(SHOP, token, user);
        try (PushDevice device = PushDevice.durable(SHOP, token, "new")) {
            accepts("{'rooms':'staff of " + user + "','event':'secret'}");
            accepts(event("e"));
            assertThat(device.next()).isEqualTo("0['e']");
        }
        try (PushDevice device = PushDevice.durable(SHOP, token, "old")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['e']]]");
        }
    }

    @Test
    @DisplayName("a device is in the rooms of its last connection")
    void rooms() {
        PushDevice.durable(SHOP, token, "d").close();
        PushSites.admits(SHOP, token, user, "new room of " + user);
        PushDevice.durable(SHOP, token, "d").close();
        accepts("{'rooms':'staff of " + user + "','event':'old'}");
        accepts("{'rooms':'new room of " + user + "','event':'new'}");
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            assertThat(device.next()).isEqualTo("0['_batch',[['new']]]");
        }
    }

    // --- Isolation and secrets ----------------------------------------------------------------------------------

    @Test
    @DisplayName("a site's keys, tokens, rooms and devices are nothing to any other")
    void isolation() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            List<String> names = new ArrayList<>(PushSites.ALIKE);
            Collections.shuffle(names, random);
            String ours = names.get(0);
            String theirs = names.get(1);
            String what = "seed " + seed + ", " + ours + " and " + theirs;
            String ourToken = "ours " + random.nextLong();
            String theirToken = "theirs " + random.nextLong();
            String device = random.nextBoolean() ? "" : "d" + random.nextInt(3);
            String room = user + "-" + round;
            PushSites.admits(ours, ourToken, room, "staff" + room);
            PushSites.admits(theirs, theirToken, room, "staff" + room);
            assertThat(PushDevice.attempt(theirs, "&token=" + PushHttp.encoded(ourToken), ""))
                    .as(what)
                    .isEqualTo("44{'message':'Authentication failed'}");
            assertThat(PushHttp.post("?site=" + theirs + "&apiKey=" + PushSites.key(ours), "application/json", "{}")
                            .status())
                    .as(what)
                    .isEqualTo(401);
            String secret = "only for one site " + random.nextLong();
            PushSites.admits(ours, secret, room);
            try (EngineSocket socket = PushDevice.connection("&token=" + PushHttp.encoded(secret));
                    PushDevice first = PushDevice.join(socket, ours, "")) {
                first.takesSettings();
                socket.send("40/" + theirs + ",");
                assertThat(socket.next())
                        .as(what)
                        .isEqualTo("44/" + theirs + ",{\"message\":\"Authentication failed\"}");
            }
            assertThat(PushSites.seen("/" + theirs + "/"))
                    .as(what)
                    .noneMatch(seen -> String.valueOf(seen.authorization()).contains(secret));
            try (PushDevice our = PushDevice.durable(ours, ourToken, device);
                    PushDevice their = PushDevice.durable(theirs, theirToken, device)) {
                for (String target : List.of(room, "staff" + room)) {
                    accepts(ours, "{'rooms':'" + target + "','event':'ours'}");
                    assertThat(our.next()).as(what).endsWith("['ours']");
                }
                their.acknowledges(0, 1).hearsNothing();
            }
            try (PushDevice our = PushDevice.durable(ours, ourToken, device);
                    PushDevice their = PushDevice.durable(theirs, theirToken, device)) {
                assertThat(our.next()).as(what).isEqualTo("0['_batch',[['ours'],['ours']]]");
                their.hearsNothing();
            }
        }
    }

    @Test
    @DisplayName("no token, key or payload stands in the server's log")
    void log() {
        String secret = "sesame" + new Random().nextLong(1L << 60);
        String denied = "denied" + secret;
        PushSites.admits(SHOP, "token" + secret, user);
        try (PushDevice device = PushDevice.join(SHOP, "token" + secret, "d", "&meta=meta" + secret)) {
            device.takesSettings();
            accepts("{'rooms':'" + user + "','event':'e','args':['payload" + secret + "']}");
            assertThat(device.next()).contains(secret);
            device.acknowledges(0).hearsNothing();
        }
        PushDevice.attempt(SHOP, "&token=" + denied, "{'token':'" + denied + "'}");
        PushHttp.post("?site=shop&apiKey=" + secret, "application/json", "{}");
        PushHttp.post("?site=shop&apiKey=" + PushSites.key(SHOP), "application/json", "{\"broken " + secret);
        PushHttp.send(SHOP, event("e"), "Idempotency-Key", secret);
        for (int i = 0; i < 2 * PushSites.LIMIT; i++) { // leads to a line of its own
            accepts("{'rooms':'" + user + "','event':'e','args':['payload" + secret + "']}");
        }
        ServerLog.until(1, "site=shop", "its queue was cleared");
        assertThat(ServerLog.lines(secret)).isEmpty();
        assertThat(ServerLog.lines("the-secret-key-of-")).isEmpty();
        assertThat(ServerLog.lines("token of user_")).isEmpty();
    }
}
