#include "gunzipdevice.h"

namespace Stomp {

namespace {
constexpr qint64 pieceBytes = 64 * 1024;
} // namespace

GunzipDevice::GunzipDevice(QIODevice& packed) : m_packed(packed)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 GunzipDevice::readData(char* data, qint64 most)
{
    while (most > 0) {
        const std::string_view rest = std::string_view(m_piece).substr(m_used);
        const Gunzip::Step step = m_gunzip.unpack(rest, data, static_cast<std::size_t>(most));
        m_used += step.taken;
        if (step.made > 0)
            return static_cast<qint64>(step.made); // an error is told next time
        if (!m_gunzip.error().empty()) {
            setErrorString(QString::fromStdString(m_gunzip.error()));
            return -1;
        }
        if (m_used == m_piece.size() && !readMore())
            break;
    }
    if (most <= 0)
        return 0;
    if (m_hasReadFailed)
        setErrorString(m_packed.errorString());
    else if (!m_gunzip.isWhole())
        setErrorString(QStringLiteral("it ends before its end: part of it is missing"));
    else
        return 0;
    return -1;
}

bool GunzipDevice::readMore()
{
    if (m_isAtEnd)
        return false;
    m_piece.resize(pieceBytes);
    const qint64 read = m_packed.read(m_piece.data(), pieceBytes);
    m_piece.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
    m_used = 0;
    m_hasReadFailed = read < 0;
    m_isAtEnd = read <= 0;
    return !m_isAtEnd;
}

} // namespace Stomp
