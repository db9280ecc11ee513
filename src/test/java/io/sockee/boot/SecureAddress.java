package io.sockee.boot;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.util.List;

/** For a deployment whose self-test goes by the server's TLS, as if there were nothing else. */
@Alternative
@Priority(1)
@Dependent
public class SecureAddress extends OwnAddress {
    @Override
    List<HttpAddress> all() {
        return HttpAddress.secureOfServer().stream().toList();
    }
}
