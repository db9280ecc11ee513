package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.AuthHttp.Reply;
import io.sockee.it.FrameworkWebsite.Framework;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about websites, with the frameworks themselves. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A website as the guide writes it")
class PushWebsitesIT {
    private static final Map<Framework, FrameworkWebsite> WEBSITES =
            Arrays.stream(Framework.values()).collect(Collectors.toMap(Function.identity(), FrameworkWebsite::new));

    @Deployment(testable = false)
    static WebArchive war() {
        String sites = WEBSITES.entrySet().stream()
                .map(website -> site(website.getKey().site(), website.getValue().url("/realtime/rooms")))
                .collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("sockee-websites", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, sites);
            return Deployments.war(Map.of("sockee.profile", "dev", "sockee.sites.file", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String site(String name, URI authUrl) {
        return name + ":\n  authUrl: " + authUrl + "\n  authScheme: Bearer\n  apiKey: " + PushSites.key(name)
                + "\n  userRoomPrefix: user_\n";
    }

    @AfterAll
    static void stop() {
        WEBSITES.values().forEach(FrameworkWebsite::close);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("lets its users in by the token that it gave them, and pushes to them, once")
    void pushes(Framework framework) throws Exception {
        String site = framework.site();
        FrameworkWebsite website = WEBSITES.get(framework);
        website.start(Deployments.base().resolve("/send?site=" + site), PushSites.key(site));
        String token = AuthHttp.send(
                        HttpRequest.newBuilder(website.url("/sign-in/8")).build())
                .body();
        try (PushDevice phone = PushDevice.durable(site, token, "phone")) {
            assertThat(ship(website).status()).isEqualTo(204);
            assertThat(phone.next().replace(" ", "")).isEqualTo("0['update_store','order',{'id':7}]");
            assertThat(ship(website).status()).as("the same once more").isEqualTo(204);
            phone.acknowledges(0).hearsNothing();
        }
        assertThat(PushDevice.attempt(site, "&token=" + PushHttp.encoded("x" + token), ""))
                .isEqualTo("44{'message':'Authentication failed'}");
    }

    private static Reply ship(FrameworkWebsite website) {
        return AuthHttp.send(HttpRequest.newBuilder(website.url("/orders/7/ship"))
                .POST(BodyPublishers.noBody())
                .build());
    }
}
