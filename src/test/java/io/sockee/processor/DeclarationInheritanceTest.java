package io.sockee.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.declaration.Declarations;
import io.sockee.declaration.Emitted;
import io.sockee.routing.ValueCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The compiler's processor and the start of the server find the same members of a type, wherever these come from. */
@DisplayName("What is declared by members")
class DeclarationInheritanceTest {
    private static final List<String> ONLY = List.of("-proc:only");
    private static final ValueCodec CODEC = new ValueCodec(100);

    private static List<String> errors(String source) {
        return Compiled.of(source, ONLY, new DeclarationProcessor()).errors();
    }

    private static List<Emitted> events(String source) {
        Compiled compiled = Compiled.of(source, List.of("-parameters", "-proc:none"));
        assertThat(compiled.errors()).isEmpty();
        return Declarations.of(compiled.load(), CODEC);
    }

    private static void refused(String problem, String source) {
        assertThat(errors(source)).singleElement().asString().containsIgnoringCase(problem);
        assertThatThrownBy(() -> events(source)).hasMessageContaining(problem);
    }

    @Test
    @DisplayName(
            "of an emitter is each method once, by whichever ways it is inherited, and none that is not abstract any more")
    void inheritedEvents() {
        String source = """
                @Emitter
                public interface Shop extends Priced, Sold {
                  @Override void price(String item);
                }
                interface Named { void name(String item); void open(); }
                interface Priced extends Named { void price(String item); }
                interface Sold extends Named { void sold(String item); @Override default void open() {} }""";
        assertThat(errors(source)).isEmpty();
        assertThat(events(source)).extracting(Emitted::event).containsExactly("name", "price", "sold");
    }

    @Test
    @DisplayName("that another processor makes is looked at when that has made it")
    void generated() {
        String source = """
                @Publish(event = "sold", to = "{id}-{owner.name}")
                public class Sold extends Made { public Owner getOwner() { return null; } }""";
        assertThat(Compiled.of(source, ONLY, new DeclarationProcessor(), new Maker())
                        .errors())
                .isEmpty();
    }

    /** Makes the classes that the source above needs. */
    private static final class Maker extends AbstractProcessor {
        private static final Map<String, String> SOURCES = Map.of(
                "shop.Made", "package shop; public class Made { public long getId() { return 0; } }",
                "shop.Owner", "package shop; public class Owner { public String getName() { return null; } }");

        private boolean made;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!made) {
                made = true;
                SOURCES.forEach(this::write);
            }
            return false;
        }

        private void write(String name, String source) {
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    @DisplayName("that may be null in one place may be null for clients")
    void nullInOnePlace() {
        String source = """
                @Emitter
                public interface Shop {
                  void opened(@Nullable String by);
                  class Desk { @Emits(event = "opened", type = String.class) public void open() {} }
                  @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Nullable {}
                }""";
        assertThat(errors(source)).isEmpty();
        assertThat(events(source))
                .singleElement()
                .satisfies(event -> assertThat(event.arguments())
                        .singleElement()
                        .satisfies(argument -> assertThat(argument.maybe()).isTrue()));
    }

    @Test
    @DisplayName("of a value makes no name if nobody may call it")
    void hiddenProperties() {
        refused("'{item.value}' names the property 'value', which java.lang.String does not have", """
                @Publish(event = "sold", to = "{item.value}")
                public record Sold(String item) {}""");
        refused("'{owner.name}' names the property 'name', which shop.", """
                @Publish(event = "sold", to = "{owner.name}")
                public record Sold(Owner owner) { static class Owner { private String getName() { return ""; } } }""");
    }

    @Test
    @DisplayName("publishes what it returns in a class alone, since CDI sees no call of an interface's")
    void publishedByInterface() {
        refused("a method with @Publish has a body, in a class, so that its call is seen", """
                public interface Desk { @Publish(event = "sold") default String sold() { return ""; } }""");
        refused("a method with @Publish has a body, in a class, so that its call is seen", """
                public abstract class Desk { @Publish(event = "sold") public abstract String sold(); }""");
    }

    @Test
    @DisplayName("may have any type whose values can be data")
    void serializable() {
        String source = """
                @Emitter
                public interface Shop { void opened(java.io.Serializable by); }""";
        assertThat(errors(source)).isEmpty();
        assertThat(events(source)).hasSize(1);
    }

    @Test
    @DisplayName("does not make a build with Gradle compile everything again")
    void incremental() throws Exception {
        Path classes = Path.of(DeclarationProcessor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(Files.readString(classes.resolve("META-INF/gradle/incremental.annotation.processors")))
                .isEqualToIgnoringNewLines(DeclarationProcessor.class.getName() + ",aggregating");
    }
}
