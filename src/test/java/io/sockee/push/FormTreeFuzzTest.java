package io.sockee.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Any form is a tree that is no deeper than allowed, or refused with a reason. */
class FormTreeFuzzTest {
    private static final int MAX_DEPTH = 20;

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] utf8) {
        String form = new String(utf8, StandardCharsets.UTF_8);
        JsonNode tree;
        try {
            tree = FormTree.read(form, MAX_DEPTH);
        } catch (PostException e) {
            assertThat(e).hasMessageNotContainingAny("null", "Exception");
            return;
        }
        assertThat(tree.isContainerNode())
                .as("an object, or a list for who names fields by indices")
                .isTrue();
        assertThat(depth(tree)).isLessThanOrEqualTo(MAX_DEPTH + 2);
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + 1;
    }
}
