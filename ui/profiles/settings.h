#pragma once

#include "columnset.h"
#include "connectionprofile.h"
#include "messagekeeping.h"
#include "savedcolourrule.h"
#include "savedfilter.h"
#include "savedsession.h"
#include "themechoice.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace Ui {

/**
 * What the console remembers between runs, in one INI file: the window's layout, the look, the
 * destinations used last and the fields of the last connection. Never a password. A file written by
 * a newer console is read as far as it is understood and not written to.
 */
class Settings
{
public:
    static constexpr int currentVersion = 2;
    static constexpr qsizetype keptDestinations = 20;
    static constexpr qsizetype keptColumnSets = 200;

    /** The user's own file, unless a path is given. */
    explicit Settings(const QString& path = {});

    [[nodiscard]] int version() const;
    [[nodiscard]] bool isWritable() const { return version() <= currentVersion; }

    [[nodiscard]] QByteArray windowGeometry() const;
    [[nodiscard]] QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    /** Whether the first start's explanation was read and closed. */
    [[nodiscard]] bool isWelcomed() const;
    void setWelcomed();

    /** Whether JSON shapes are learnt as messages come. */
    [[nodiscard]] bool isShapeWatchOn() const;
    void setShapeWatchOn(bool on);

    /** How the Time column is read, in the message table's own words. */
    [[nodiscard]] QString timeReading() const;
    void setTimeReading(const QString& key);

    /** In their order. */
    [[nodiscard]] QList<SavedColourRule> colourRules() const;
    void setColourRules(const QList<SavedColourRule>& rules);

    /** Newest first. */
    [[nodiscard]] QStringList recentDestinations() const;
    void rememberDestination(const QString& destination);

    [[nodiscard]] QStringList publishedDestinations() const;
    void setPublishedDestinations(const QStringList& destinations);

    [[nodiscard]] std::optional<ConnectionProfile> lastProfile() const;
    /** Headers that carry secrets are left out. */
    void setLastProfile(const ConnectionProfile& profile);

    [[nodiscard]] RestoreChoice restoreChoice() const;
    void setRestoreChoice(RestoreChoice choice);
    /** What was open when the window closed. */
    [[nodiscard]] QList<SavedSession> lastSessions() const;
    void setLastSessions(const QList<SavedSession>& sessions);

    /** What is written there is brought into its bounds. */
    [[nodiscard]] MessageKeeping messageKeeping() const;
    void setMessageKeeping(const MessageKeeping& keeping);

    /** What was typed into the filter line, newest first. */
    [[nodiscard]] QStringList filterHistory() const;
    void setFilterHistory(const QStringList& history);
    [[nodiscard]] QList<SavedFilter> savedFilters() const;
    void setSavedFilters(const QList<SavedFilter>& filters);

    /** By destination, the one changed last first; of the others only so many are kept. */
    [[nodiscard]] QList<ColumnSet> columnSets() const;
    void setColumnSets(const QList<ColumnSet>& sets);

    /** The file, and whatever else belongs beside it. */
    [[nodiscard]] QString path() const { return m_settings.fileName(); }

private:
    void migrate();
    void write(const QString& key, const QVariant& value);

    mutable QSettings m_settings;
};

} // namespace Ui
