#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace Ui {

/** "412 bytes", "1.2 kB", "20.0 MB": powers of ten, in the locale's digits. */
[[nodiscard]] QString sizeText(quint64 bytes);
/** Microseconds as "0.43 ms", "1.8 ms", "250 ms", "2.41 s". */
[[nodiscard]] QString durationText(qint64 us);
[[nodiscard]] QString countText(quint64 count);

/** As QString::fromUtf8(), but keeps a byte order mark at the beginning: nothing is dropped. */
[[nodiscard]] QString fromUtf8(std::string_view text);

[[nodiscard]] inline QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace Ui
