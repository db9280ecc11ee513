package io.sockee.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The types for TypeScript: the whole text, which is in a file beside this one, so that it can be read and used. */
class TypeScriptTest {
    private static final Path EXPECTED =
            Path.of(System.getProperty("basedir", ""), "src/test/js/documents/library.d.ts");

    @Test
    void isWhatItsReadersSee() throws Exception {
        assertThat(TypeScript.of(Library.catalogue())).isEqualTo(Files.readString(EXPECTED));
    }
}
