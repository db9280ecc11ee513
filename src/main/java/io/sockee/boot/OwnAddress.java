package io.sockee.boot;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this server reaches itself. A bean, so that a test can have it reach something else. */
@Dependent
class OwnAddress {

    /** The server's addresses that are known by now, that for plain HTTP before the other. */
    List<HttpAddress> all() {
        return Stream.of(HttpAddress.ofServer(), HttpAddress.secureOfServer())
                .flatMap(Optional::stream)
                .toList();
    }
}
