package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a refusal tells beside its message, in the form in which clients get it as {@code info}. */
public final class RefusalInfo {
    private static final Logger LOG = System.getLogger(RefusalInfo.class.getName());

    private RefusalInfo() {}

    /**
     * The data of a refusal, as JSON; null where there is none, or where all that it says is when it may be tried again. Data that
     * has no JSON form is left out and logged: whoever refuses must be heard, whatever he has added.
     *
     * @param attachments gets the binary data that is in it
     */
    public static @Nullable String json(RefusedException refusal, ValueCodec codec, List<byte[]> attachments) {
        Object data = refusal.data();
        if (data == null || (RefusalKind.seconds(refusal) > 0 && data instanceof Map<?, ?> map && map.size() == 1)) {
            return null;
        }
        try {
            return codec.write(data, attachments);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, "The data of a refusal was left out", e);
            attachments.clear();
            return null;
        }
    }
}
