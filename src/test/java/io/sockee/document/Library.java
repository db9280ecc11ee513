package io.sockee.document;

import io.sockee.declaration.Declarations;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.ValueCodec;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;

/** What is told of the test's controllers. */
final class Library {
    static final ValueCodec CODEC = new ValueCodec(100);
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private Library() {}

    static Catalogue catalogue() {
        ControllerScan scan = new ControllerScan(CODEC, Optional.of(VALIDATOR), key -> Optional.empty());
        scan.add(LibraryActions.class, new LibraryActions());
        scan.add(StaffController.class, new StaffController());
        return new Catalogue(
                "Library",
                scan.routes().described(CODEC),
                Declarations.of(List.of(LibraryActions.class, LibraryNews.class, LibraryNews.Fine.class), CODEC),
                CODEC.mapper(),
                Optional.of(VALIDATOR),
                Optional.of("/api"),
                "/socket.io");
    }
}
