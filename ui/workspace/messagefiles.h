#pragma once

#include "fileopening.h"

#include <ui/models/destinationentry.h>

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace Ui {

class DestinationModel;
class MessagePump;

/**
 * The files of messages that are open: reads them into the table, and keeps them in the tree of
 * destinations, one row for each connection that a file has messages of. Window's thread.
 */
class MessageFiles : public QObject
{
    Q_OBJECT

public:
    /** Gives so many new connection numbers, and returns the first. */
    using Numbers = std::function<quint32(quint32 count)>;

    /** Both must outlive it. */
    MessageFiles(MessagePump& pump, DestinationModel& destinations, Numbers numbers,
        QObject* parent = nullptr);
    ~MessageFiles() override;

    /** Begins to read it; belongs to us, and goes some time after its ended(). */
    FileOpening* open(const QString& path);
    /** Takes the connection of a file off the tree; if it is being read, reading stops. Messages
     * that are in the table stay there. */
    void close(quint32 connection);

    [[nodiscard]] bool isOfFile(quint32 connection) const { return m_entries.contains(connection); }
    /** Also after it was closed. */
    [[nodiscard]] bool isNamed(quint32 connection) const { return m_names.contains(connection); }
    /** As the window calls it: with the file's name. */
    [[nodiscard]] QString name(quint32 connection) const { return m_names.value(connection); }
    /** As its file calls it. */
    [[nodiscard]] const QHash<quint32, std::string>& savedNames() const { return m_savedNames; }

private:
    void takeSources(FileOpening* opening);
    void forget(FileOpening* opening);

    MessagePump& m_pump;
    DestinationModel& m_destinations;
    Numbers m_numbers;
    std::vector<std::unique_ptr<FileOpening>> m_openings;
    QHash<quint32, ConnectionEntry> m_entries; //!< in the tree
    QHash<quint32, FileOpening*> m_reading; //!< by the first number
    QHash<quint32, QString> m_names;
    QHash<quint32, std::string> m_savedNames;
};

} // namespace Ui
