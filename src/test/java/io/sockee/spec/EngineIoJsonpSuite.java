package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.HttpReply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling by scripts, in either version. */
@DisplayName("A poll by a script")
public abstract class EngineIoJsonpSuite {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private EngineHttp http() {
        return new EngineHttp(new Endpoint(base(), "/engine.io-v3/"));
    }

    /** What the function of a number is called with. */
    private static String called(String number, HttpReply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("text/javascript;charset=utf-8");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        String begin = "___eio[" + number + "](";
        assertThat(reply.body()).startsWith(begin + "\"").endsWith("\");");
        String argument = reply.body().substring(begin.length(), reply.body().length() - 2);
        try {
            return new JSONArray("[" + argument + "]").getString(0);
        } catch (JSONException e) {
            throw new AssertionError("no string: " + argument, e);
        }
    }

    private String open(String version) {
        String packet = called("0", http().get("EIO=" + version + "&transport=polling&j=0&b64=1"));
        try {
            String query = "EIO=" + version + "&transport=polling&sid=";
            return query + new JSONObject(packet.substring(packet.indexOf('{'))).getString("sid");
        } catch (JSONException e) {
            throw new AssertionError("no open packet: " + packet, e);
        }
    }

    private HttpReply post(String session, String packets) {
        String escaped = packets.replace("\\n", "\\\n").replace("\n", "\\n");
        return http().post(
                        session + "&j=1",
                        "d=" + URLEncoder.encode(escaped, StandardCharsets.UTF_8),
                        "Content-Type",
                        FORM);
    }

    @ParameterizedTest(name = "brings back what a form has brought, in version {0}: {1}")
    @CsvSource({"3, 7:4\"a\\n€\"", "3, 6:4hello10:b4AQIDBA==", "4, 4\"a\\n€\"", "4, 4hello\u001ebAQIDBA=="})
    void echoes(String version, String packets) {
        String session = open(version);
        HttpReply posted = post(session, packets);
        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(called("2", http().get(session + "&j=2"))).isEqualTo(packets);
    }

    @Test
    @DisplayName("never gets bytes, whatever the client said at first")
    void neverBytes() {
        String handshake = http().get("EIO=3&transport=polling").body();
        String sid = handshake.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
        String session = "EIO=3&transport=polling&sid=" + sid;
        assertThat(post(session, "10:b4AQIDBA==").status()).isEqualTo(200);
        assertThat(called("1", http().get(session + "&j=1"))).isEqualTo("10:b4AQIDBA==");
    }

    @Test
    @DisplayName("calls a function of that name and of no other")
    void callsNothingElse() {
        called("17", http().get("EIO=4&transport=polling&j=1%5D(alert(7))%3B//"));
    }

    @ParameterizedTest(name = "ends with a form without packets: {0}")
    @ValueSource(strings = {"4hello", "x=4hello", "d=%zz", "d=%ff"})
    void refusesOtherForms(String form) {
        String session = open("4");
        assertThat(http().post(session + "&j=1", form, "Content-Type", FORM).status())
                .isEqualTo(400);
        assertThat(http().get(session + "&j=2").status()).isEqualTo(400);
    }
}
