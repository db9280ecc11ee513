package io.sockee.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.identity.AuthException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may send, in Sockey's order: the first thing that is wrong is what they are told. */
class AuthRequestTest {

    private static AuthRequest event(String json) {
        return AuthRequest.ofEvent(AuthRequest.read(json.replace('\'', '"')));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no json | Bad data passed to auth.",
                "\ufeff{'type':'logout','user':{'name':'a','key':'k'}} | Bad data passed to auth.",
                "{} {} | Bad data passed to auth.",
                "{'type':'login','type':'login'} | Bad data passed to auth.",
                "[{'type':'login'}] | Bad data passed to auth.",
                "{'type':false,'user':5} | No type specified.",
                "{'type':0} | No type specified.",
                "{'type':'x','user':'ann'} | User data invalid.",
                "{'type':'login','user':{'name':null,'password':'p'}} | User data invalid.",
                "{'type':'login','user':{'name':'a','password':['p']}} | User data invalid.",
                "{'type':'x','user':{'name':'','password':''}} | You need to fill in a name.",
                "{'type':'x','user':{'name':'a','password':''}} | You need to fill in a password.",
                "{'type':'LOGIN','user':{'name':'a','password':'p'}} | Unknown type.",
                "{'type':'login','user':{'name':'a','password':'p','persistent':'yes'}} | User data invalid.",
                "{'type':'password','user':{'name':'a','password':'p','new_password':''}} | You need to fill in a password.",
                "{'type':'logout','user':null} | Bad user/key input.",
                "{'type':'logout','user':{'name':'a','key':''}} | Bad key input.",
            })
    void refuses(String json, String message) {
        assertThatThrownBy(() -> event(json)).isInstanceOf(AuthException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00c3"})
    void refusesWhatIsNoUtf8(String bytes) {
        String json = "{\"name\":\"a\",\"password\":\"p" + bytes + "\"}";
        assertThat(AuthRequest.read(json.getBytes(StandardCharsets.ISO_8859_1)).isObject())
                .isFalse();
        assertThat(AuthRequest.read(json.getBytes(StandardCharsets.UTF_8)).isObject())
                .isTrue();
    }

    @Test
    void reads() {
        assertThat(event("{'type':'register','user':{'name':'a','password':'p','email':'e','more':1}}"))
                .isEqualTo(new AuthRequest.Register("a", "p", "e", Optional.empty()));
        assertThat(event("{'type':'login','user':{'name':'a','password':'p','persistent':false}}"))
                .isEqualTo(new AuthRequest.Login("a", "p", Optional.of(false)));
        assertThat(event("{'type':'login','user':{'name':'a','password':'p','persistent':1}}"))
                .isEqualTo(new AuthRequest.Login("a", "p", Optional.of(true)));
        assertThat(event("{'type':'password','user':{'name':'a','password':'p','new_password':'q'}}"))
                .isEqualTo(new AuthRequest.Password("a", "p", "q"));
        assertThat(event("{'type':'logout','user':{'name':'a','key':'k'}}"))
                .isEqualTo(new AuthRequest.Logout(new AuthRequest.Key("a", "k")));
    }

    @Test
    void showsNoSecrets() {
        for (String type : new String[] {"register", "login", "password", "logout"}) {
            assertThat(event("{'type':'" + type
                                    + "','user':{'name':'a','password':'hush','new_password':'hush','key':'hush'}}")
                            .toString())
                    .doesNotContain("hush");
        }
    }
}
