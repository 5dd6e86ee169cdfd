#pragma once

#include "connectionprofile.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>

namespace Ui {

class ProfileFile;

/**
 * The saved connections, in the user's order, and which were used last. Kept in one JSON file,
 * which is replaced whole and read again before each change: a second console's changes stay. A
 * file that cannot be read, or that a newer console wrote, is never written to. Holds no secrets.
 */
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype keptRecent = 8;

    /** The user's own file, unless a path is given. */
    explicit ProfileStore(const QString& path = {}, QObject* parent = nullptr);

    [[nodiscard]] static QString newId();

    [[nodiscard]] const QList<ConnectionProfile>& profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<ConnectionProfile> profile(const QString& id) const;
    /** In alphabetical order. */
    [[nodiscard]] QStringList groups() const;
    /** The one used last first. */
    [[nodiscard]] QList<ConnectionProfile> recent() const;
    /** Why the file could not be read or written, for the user; empty: all is well. */
    [[nodiscard]] const QString& problem() const { return m_problem; }

    /** Adds it, or takes the place of the one with its id. Its id; empty when it was not kept. */
    QString save(ConnectionProfile profile);
    /** Behind the original, under this name. The copy's id. */
    QString duplicate(const QString& id, const QString& name);
    bool rename(const QString& id, const QString& name);
    bool remove(const QString& id);
    /** To stand before the other one; at the end when that is empty. In the other one's group. */
    bool move(const QString& id, const QString& before, const QString& group);
    bool markUsed(const QString& id);

    struct Imported
    {
        int added = 0;
        int known = 0; //!< the very same are there already
        QString problem;
    };
    /** All, or these. */
    [[nodiscard]] QByteArray exported(const QStringList& ids = {}) const;
    /** One whose id is taken by another connection gets a new id; none is replaced. */
    Imported import(const QByteArray& text);

    /** As a file has it now. */
    void reload();

Q_SIGNALS:
    void changed();

private:
    bool change(const std::function<bool(QList<ConnectionProfile>&, QStringList&)>& edit);
    [[nodiscard]] bool readFile(ProfileFile& file);

    QString m_path;
    QList<ConnectionProfile> m_profiles;
    QStringList m_recent;
    QString m_problem;
};

} // namespace Ui
