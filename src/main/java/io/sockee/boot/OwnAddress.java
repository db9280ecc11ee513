package io.sockee.boot;

import jakarta.enterprise.context.Dependent;
import java.util.List;

/** Where this server reaches itself. A bean, so that a test can have it reach something else. */
@Dependent
class OwnAddress {

    /** The server's addresses that are known by now, those for plain HTTP before the others. */
    List<HttpAddress> all() {
        return HttpAddress.allOfServer();
    }
}
