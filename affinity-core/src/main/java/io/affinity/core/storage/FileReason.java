// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used, in words: what some exceptions say of themselves is only the name of the file. */
final class FileReason {

    private FileReason() {}

    static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        } else if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        } else if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is in the way";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
