#include "wording.h"

#include <QCoreApplication>
#include <QLocale>

namespace Ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Wording", text);
}

QString decimals(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

} // namespace

QString sizeText(quint64 bytes)
{
    const double size = static_cast<double>(bytes);
    if (bytes < 1000)
        return bytes == 1 ? tr("1 byte") : tr("%1 bytes").arg(bytes);
    if (bytes < 1'000'000)
        return tr("%1 kB").arg(decimals(size / 1e3, bytes < 100'000 ? 1 : 0));
    if (bytes < 1'000'000'000)
        return tr("%1 MB").arg(decimals(size / 1e6, 1));
    return tr("%1 GB").arg(decimals(size / 1e9, 1));
}

QString durationText(qint64 us)
{
    const double ms = static_cast<double>(us) / 1e3;
    if (us < 1000)
        return tr("%1 ms").arg(decimals(ms, 2));
    if (us < 100'000)
        return tr("%1 ms").arg(decimals(ms, 1));
    if (us < 1'000'000)
        return tr("%1 ms").arg(decimals(ms, 0));
    return tr("%1 s").arg(decimals(ms / 1e3, 2));
}

QString fromUtf8(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    QString out;
    for (; text.starts_with(mark); text.remove_prefix(mark.size()))
        out += QChar(QChar::ByteOrderMark);
    out += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return out;
}

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

} // namespace Ui
