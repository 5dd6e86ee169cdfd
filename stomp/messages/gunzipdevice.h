#pragma once

#include <stomp/payload/gunzip.h>

#include <QIODevice>

#include <string>

namespace Stomp {

/**
 * What is packed in a gzip file, read piece by piece: never more than a piece of either is in
 * memory. Gives everything in front of where the packed data is damaged or cut off; then an error,
 * and errorString() says what is wrong. Reads only. One thread.
 */
class GunzipDevice : public QIODevice
{
public:
    /** Open for reading, at the beginning of the packed data; must outlive it. */
    explicit GunzipDevice(QIODevice& packed);

    /** The packed device gave the error, not what is in it. */
    [[nodiscard]] bool hasReadFailed() const { return m_hasReadFailed; }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    /** False at the end, and when there is an error. */
    bool readMore();

    QIODevice& m_packed;
    Gunzip m_gunzip;
    std::string m_piece;
    std::size_t m_used = 0; //!< of the piece
    bool m_isAtEnd = false;
    bool m_hasReadFailed = false;
};

} // namespace Stomp
