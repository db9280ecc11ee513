package io.sockee.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sites, as they are configured. */
class SitesSourceTest {
    private static final String KEY = "0123456789abcdef";
    private static final String SHOP = """
            shop:
              authUrl: https://shop.example/auth
              authScheme: Bearer
              apiKey: 0123456789abcdef
            """;

    @TempDir
    private Path folder;

    private static Sites ofVariables(Map<String, String> variables) {
        return SitesSource.read(
                name -> Optional.ofNullable(variables.get(name)), Optional.empty(), SitesSourceTest::strictly);
    }

    /** As in production. */
    private static void strictly(SiteException unsafe) {
        throw unsafe;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("sites.yml"), text);
    }

    @Test
    void thereMayBeNone() {
        assertThat(ofVariables(Map.of()).isEmpty()).isTrue();
    }

    @Test
    void oneComesFromTheEnvironmentAlone() {
        Sites sites = ofVariables(Map.of(
                "SITE_NAME", "newsite",
                "AUTH_URL", "http://localhost:3000/auth",
                "AUTH_SCHEME", "Bearer",
                "API_KEY", KEY,
                "API_KEY_PREVIOUS", "fedcba9876543210",
                "USER_ROOM_PREFIX", "user_",
                "UPDATE_USER_URL", "http://localhost:3000/users/:id",
                "PUBLIC_CHANNEL", "public"));
        Site site = sites.ofNamespace("/newsite").orElseThrow();
        assertThat(site.authUrl()).hasValue(URI.create("http://localhost:3000/auth"));
        assertThat(site.authScheme()).isEqualTo("Bearer");
        assertThat(site.isDurable()).isTrue();
        assertThat(site.updateUserUrl()).hasValue("http://localhost:3000/users/:id");
        assertThat(sites.authenticate("newsite", KEY)).isPresent();
        assertThat(sites.authenticate("newsite", "fedcba9876543210")).isPresent();
        assertThat(sites.authenticate("newsite", "0123456789abcdeF")).isEmpty();
        assertThat(sites.authenticate("other", KEY)).isEmpty();
    }

    @Test
    void moreComeFromAFile() throws IOException {
        Path file = file(SHOP + """
                forum:
                  authUrl: http://forum.example:8080/auth?x=1
                  authScheme: Token
                  apiKey:
                    - sha256:9028ea0d15decaa35b2da21c0290af3b1a5ba0a30a591906f89b5074e209ea72
                    - another key, for a while
                  userRoomPrefix: user_
                """);
        Sites sites = SitesSource.read(name -> Optional.empty(), Optional.of(file), SitesSourceTest::strictly);
        assertThat(sites.namespaces()).containsExactlyInAnyOrder("/shop", "/forum");
        assertThat(sites.ofNamespace("/shop").orElseThrow().isDurable()).isFalse();
        assertThat(sites.authenticate("forum", "correct horse battery")).isPresent();
        assertThat(sites.authenticate("forum", "correct horse batterY")).isEmpty();
        assertThat(sites.authenticate("forum", "another key, for a while")).isPresent();
        assertThat(sites.authenticate("shop", "another key, for a while")).isEmpty();
    }

    /** As {@code printf %s "correct horse battery" | sha256sum} tells it. */
    @Test
    void aKeyMayBeThereAsItsDigest() {
        ApiKey key = ApiKey.parse("sha256:9028EA0d15decaa35b2da21c0290af3b1a5ba0a30a591906f89b5074e209ea72");
        assertThat(key.is("correct horse battery")).isTrue();
        assertThat(key.is("correct horse batterY")).isFalse();
        assertThat(key.toString()).doesNotContain("9028");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "authUrl: https://shop.example/auth | | the field 'authUrl' of the site 'shop' is missing: the URL that tells in which rooms a client may be. Only with an issuer, whose tokens tell who a client is, can it be left out.",
                "authUrl: https://shop.example/auth | ~issuer: https://login.example\n  audience: shop~ | the field 'authUrl' of the site 'shop' is missing, and no client would be in any room: without it there must be userRoomPrefix, for a room of each user, or publicChannel, for one of all.",
                "~authUrl: https://shop.example/auth\n  authScheme: Bearer~ | ~issuer: https://login.example\n  audience: shop\n  userRoomPrefix: user_\n  updateUserUrl: https://x.example/:id~ | the field 'authScheme' of the site 'shop' is missing.",
                "authUrl: https://shop.example/auth | authUrl: ftp://shop.example | the field 'authUrl' of the site 'shop' must be a URL of http or https, with a host and without a user.",
                "authUrl: https://shop.example/auth | authUrl: https://u:p@shop.example | the field 'authUrl' of the site 'shop' must be a URL of http or https, with a host and without a user.",
                "authScheme: Bearer | authScheme: Two Words | the field 'authScheme' of the site 'shop' must be one word, such as Bearer.",
                "authScheme: Bearer | authScheme: [a, b] | the field 'authScheme' of the site 'shop' has several values.",
                "authScheme: Bearer | authScheme: {a: b} | the field 'authScheme' of the site 'shop' must be a text.",
                "authScheme: Bearer | ~~ | the field 'authScheme' of the site 'shop' is missing.",
                "apiKey: 0123456789abcdef | apiKey: short | the field 'apiKey' of the site 'shop' must have 16 characters at least.",
                "apiKey: 0123456789abcdef | apiKey: sha256:12 | the field 'apiKey' of the site 'shop' must have 64 hexadecimal digits behind sha256:.",
                "apiKey: 0123456789abcdef | apiKey: [aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, cccccccccccccccc] | the field 'apiKey' of the site 'shop' has more than 2 values.",
                "apiKey: 0123456789abcdef | apikey: 0123456789abcdef | the field 'apikey' of the site 'shop' is unknown; there are apiKey, audience, authScheme, authUrl, issuer, jwks, publicChannel, updateUserUrl, userRoomPrefix.",
                "apiKey: 0123456789abcdef | apiKey: [0123456789abcdef, 54321] | the field 'apiKey' of the site 'shop' must have 16 characters at least.",
                "apiKey: 0123456789abcdef | apiKey: | the field 'apiKey' of the site 'shop' is missing.",
                "authScheme: Bearer | ~authScheme: Bearer\n  updateUserUrl: https://x.example/:id~ | the field 'updateUserUrl' of the site 'shop' needs userRoomPrefix, which tells users by their rooms.",
                "authScheme: Bearer | ~authScheme: Bearer\n  jwks: https://login.example/keys~ | the field 'jwks' of the site 'shop' needs issuer, whose tokens it is about.",
                "authScheme: Bearer | ~authScheme: Bearer\n  audience: shop~ | the field 'audience' of the site 'shop' needs issuer, whose tokens it is about.",
                "authScheme: Bearer | ~authScheme: Bearer\n  issuer: https://login.example~ | the field 'audience' of the site 'shop' is missing: what the tokens of the issuer have in 'aud'.",
                "authScheme: Bearer | ~authScheme: Bearer\n  audience: shop\n  issuer: http://login.example~ | the field 'issuer' of the site 'shop' must be an https URL, or an http URL of this machine, or there must be jwks.",
                "authScheme: Bearer | ~authScheme: Bearer\n  audience: shop\n  issuer: login\n  jwks: http://login.example/keys~ | the field 'jwks' of the site 'shop' must be an https URL, or an http URL of this machine.",
                "shop: | ~a shop:~ | the site 'a shop' must be named by 1 to 64 letters, digits, '_' and '-'.",
            })
    void whatCannotBeIsToldWithTheFileTheSiteAndTheField(String good, String bad, String message) throws IOException {
        String yaml = SHOP.replace(good.replace("\\n", "\n"), bad == null ? "" : bad.replace("\\n", "\n"));
        Path file = file(yaml);
        assertThatThrownBy(
                        () -> SitesSource.read(name -> Optional.empty(), Optional.of(file), SitesSourceTest::strictly))
                .isInstanceOf(SiteException.class)
                .hasMessage(file + ": " + message);
    }

    /** The gateway's own pages have {@code apiKey: 54321}. */
    @ParameterizedTest
    @ValueSource(strings = {"54321", "0054321", "54e21", "0x54321", "5.4321", "true", "2015-05-06", "'54321'"})
    void aShortKeyIsTakenAsItIsWrittenWhereWhatIsUnsafeMayBe(String key) throws IOException {
        List<String> warnings = new ArrayList<>();
        Path file = file(SHOP.replace(KEY, key));
        Sites sites = SitesSource.read(
                name -> Optional.empty(), Optional.of(file), unsafe -> warnings.add(unsafe.getMessage()));
        assertThat(sites.authenticate("shop", key.replace("'", ""))).isPresent();
        assertThat(warnings)
                .containsExactly(file + ": the field 'apiKey' of the site 'shop' must have 16 characters at least.");
    }

    @Test
    void soIsOneOfTheEnvironment() {
        Map<String, String> variables = Map.of(
                "SITE_NAME", "newsite", "AUTH_URL", "http://localhost", "AUTH_SCHEME", "Bearer", "API_KEY", "54321");
        List<String> warnings = new ArrayList<>();
        Sites sites = SitesSource.read(
                name -> Optional.ofNullable(variables.get(name)),
                Optional.empty(),
                unsafe -> warnings.add(unsafe.getMessage()));
        assertThat(sites.authenticate("newsite", "54321")).isPresent();
        assertThat(warnings).hasSize(1);
        assertThatThrownBy(() -> ofVariables(variables))
                .hasMessage(
                        "The environment: the field 'apiKey' of the site 'newsite' must have 16 characters at least.");
    }

    @Test
    void noKeyIsNoneNeverthelessOrAnEmptyOne() throws IOException {
        for (String none : List.of("", "null", "''", "['']", "['', 0123456789abcdef]")) {
            Path file = file(SHOP.replace(KEY, none));
            assertThatThrownBy(() -> SitesSource.read(name -> Optional.empty(), Optional.of(file), unsafe -> {}))
                    .as(none)
                    .hasMessageMatching(".*the field 'apiKey' of the site 'shop' is (missing|empty)\\.");
        }
    }

    @Test
    void aFileThatIsNoneOrIsNotThereIsTold() throws IOException {
        Path broken = file("shop:\n  apiKey: [0123456789abcdef\n");
        assertThatThrownBy(() ->
                        SitesSource.read(name -> Optional.empty(), Optional.of(broken), SitesSourceTest::strictly))
                .isInstanceOf(SiteException.class)
                .hasMessageStartingWith(broken + ": this is no YAML: ")
                .hasMessageContaining("line")
                .hasMessageNotContaining(KEY);
        Path twice = file(SHOP + SHOP);
        assertThatThrownBy(
                        () -> SitesSource.read(name -> Optional.empty(), Optional.of(twice), SitesSourceTest::strictly))
                .isInstanceOf(SiteException.class);
        Path absent = folder.resolve("absent.yml");
        assertThatThrownBy(() ->
                        SitesSource.read(name -> Optional.empty(), Optional.of(absent), SitesSourceTest::strictly))
                .isInstanceOf(SiteException.class)
                .hasMessageStartingWith(absent + ": the file of the sites cannot be read");
        for (String none : List.of("", "[]", "text", "shop: 5")) {
            Path empty = file(none);
            assertThatThrownBy(() ->
                            SitesSource.read(name -> Optional.empty(), Optional.of(empty), SitesSourceTest::strictly))
                    .as(none)
                    .isInstanceOf(SiteException.class);
        }
    }

    private static final String SIGNED = SHOP + "  issuer: https://login.example\n  audience: [shop, shops]\n";

    @Test
    void aSiteMayHaveAnIssuerOfItsOwn() throws IOException {
        Path file = file(SIGNED);
        Sites sites = SitesSource.read(
                name -> Optional.ofNullable(Map.of(
                                "SITE_NAME", "forum",
                                "AUTH_URL", "http://x.example",
                                "AUTH_SCHEME", "Bearer",
                                "API_KEY", KEY,
                                "JWT_ISSUER", "forums",
                                "JWT_JWKS", "http://127.0.0.1:8080/keys",
                                "JWT_AUDIENCE", "shop")
                        .get(name)),
                Optional.of(file),
                SitesSourceTest::strictly);
        assertThat(sites.ofNamespace("/shop").orElseThrow().issuer())
                .hasValue(new TokenIssuer("https://login.example", Optional.empty(), Set.of("shop", "shops")));
        assertThat(sites.ofNamespace("/forum").orElseThrow().issuer())
                .hasValue(new TokenIssuer(
                        "forums", Optional.of(URI.create("http://127.0.0.1:8080/keys")), Set.of("shop")));
    }

    @Test
    void aSiteWithAnIssuerNeedsNoAuthUrl() {
        Path file = Path.of(System.getProperty("basedir", "."), "src/test/js/guide/sites-unasked.yml"); // the guide's
        Site site = SitesSource.read(name -> Optional.empty(), Optional.of(file), SitesSourceTest::strictly)
                .ofNamespace("/shop")
                .orElseThrow();
        assertThat(site.authUrl()).isEmpty();
        assertThat(site.roomsOf("8")).containsExactly("user_8", "everybody");
    }

    @Test
    void twoSitesWhoseTokensCouldBeTheSameAreRefused() throws IOException {
        Path file = file(SIGNED + SIGNED.replace("shop:", "forum:").replace("[shop, shops]", "[forum, shops]"));
        assertThatThrownBy(
                        () -> SitesSource.read(name -> Optional.empty(), Optional.of(file), SitesSourceTest::strictly))
                .isInstanceOf(SiteException.class)
                .hasMessageContaining("'shop'")
                .hasMessageContaining("'forum'")
                .hasMessageEndingWith("have the same issuer and audience, so a token of one would open the other: give"
                        + " each an audience of its own.");
    }

    @Test
    void theSameSiteTwiceIsRefused() throws IOException {
        Path file = file(SHOP);
        Map<String, String> variables =
                Map.of("SITE_NAME", "shop", "AUTH_URL", "http://x.example", "AUTH_SCHEME", "Bearer", "API_KEY", KEY);
        assertThatThrownBy(() -> SitesSource.read(
                        name -> Optional.ofNullable(variables.get(name)), Optional.of(file), SitesSourceTest::strictly))
                .hasMessage("The site 'shop' is there twice: in the file and by SITE_NAME. Leave one out.");
    }

    @Test
    void aUsersOwnRoomComesBeforeThePublicOne() {
        Site site = ofVariables(Map.of(
                        "SITE_NAME",
                        "s",
                        "AUTH_URL",
                        "http://x.example",
                        "AUTH_SCHEME",
                        "Bearer",
                        "API_KEY",
                        KEY,
                        "USER_ROOM_PREFIX",
                        "user_",
                        "PUBLIC_CHANNEL",
                        "public"))
                .ofNamespace("/s")
                .orElseThrow();
        assertThat(site.privateRoom(List.of("staff", "public", "user_8"))).hasValue("user_8");
        assertThat(site.privateRoom(List.of("staff", "public"))).hasValue("public");
        assertThat(site.privateRoom(List.of("staff"))).isEmpty();
        assertThat(site.userOf("user_8")).hasValue("8");
        assertThat(site.userOf("public")).isEmpty();
    }
}
