#pragma once

#include "messageview.h"
#include "publishtarget.h"
#include "transactionfate.h"

#include <ui/workspace/publishing.h>

#include <QList>
#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace Ui {

class LintView;
class OfferCompleter;
class PublishBody;
class PublishHeaders;
class PublishKind;
class PublishReply;
class PublishResult;
struct PublishDraft;

/**
 * Composes a message and asks for it to be published; says what became of it. Knows no client: the
 * window gives it targets, answers publishRequested() with publishStarted() and passes the progress
 * on. One request at a time.
 */
class PublishPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostMessages = 1'000'000;
    static constexpr int keptDestinations = 30;

    explicit PublishPanel(QWidget* parent = nullptr);

    /** The connections there are; the choice among them is kept. */
    void setTargets(const QList<PublishTarget>& targets);
    void setTarget(quint32 connection);
    /** The chosen connection's number, 0 for none. */
    [[nodiscard]] quint32 target() const;

    /** Destinations to offer besides those published to before. */
    void setKnownDestinations(const QStringList& destinations);
    void setHistory(const QStringList& destinations);
    [[nodiscard]] const QStringList& history() const { return m_history; }
    void setDestination(const QString& destination);

    /** Takes a received message to be edited and published again. */
    void load(const MessageView& message);
    /** Takes these parts to be edited and published, and says something of them. */
    void compose(const PublishDraft& draft, const QString& said);
    /** As the Send button. */
    void send();

    /** The request just asked for has this number on its connection, and goes in its transaction
     * or not. */
    void publishStarted(PublishId id, bool isInTransaction = false);
    /** The connection's transaction has ended so; what was sent in it, with it. */
    void transactionEnded(quint32 connection, TransactionFate fate);
    /** An ERROR has come that may be about what was sent in the connection's open transaction. */
    void brokerComplained(quint32 connection, const QString& error);
    void publishProgress(quint32 connection, const PublishProgress& progress);
    /** The reply asked for by replyRequested() is not to be had any more. */
    void replyIsGone();

    [[nodiscard]] PublishBody* body() const { return m_body; }
    [[nodiscard]] PublishHeaders* headers() const { return m_headers; }
    [[nodiscard]] LintView* lint() const { return m_lint; }

Q_SIGNALS:
    void publishRequested(quint32 connection, const Ui::PublishRequest& request);
    void stopRequested(quint32 connection, Ui::PublishId id);
    /** Open this reply of the connection: ReplyFacts::number. */
    void replyRequested(quint32 connection, quint64 number);
    void historyChanged(const QStringList& destinations);
    /** It is locked, and the user tried. */
    void lockedRefused(quint32 connection);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildFields();
    void buildLayout();
    void wire();
    void showProgress();
    [[nodiscard]] const PublishTarget* currentTarget() const;
    [[nodiscard]] PublishRequest request() const;
    /** Why it cannot be sent now; empty when it can. */
    [[nodiscard]] QString obstacle() const;
    void update();
    void updateDestinations();
    void updateOffers();
    void updateMark();
    /** Reads the draft as the chosen broker would. */
    void updateLint();
    void remember(const QString& destination);
    /** The connection that the last request went to has ended: its answer may never come. */
    void endIfGone();
    void disarm();

    QLabel* m_mark;
    QComboBox* m_destination;
    QComboBox* m_target;
    QComboBox* m_contentType;
    PublishHeaders* m_headers;
    PublishBody* m_body;
    PublishKind* m_kind;
    PublishReply* m_reply;
    QCheckBox* m_persistent;
    QCheckBox* m_trace; //!< a header by which the frame log finds the MESSAGE of a SEND
    QSpinBox* m_count;
    PublishResult* m_result;
    LintView* m_lint;
    OfferCompleter* m_offers;
    QPushButton* m_send;
    QList<PublishTarget> m_targets;
    QStringList m_history;
    QStringList m_known;
    quint32 m_sentOn = 0;
    PublishId m_sentId = 0;
    PublishProgress m_progress; //!< of that request
    TransactionFate m_fate = TransactionFate::None; //!< of that request's transaction
    QString m_complaint; //!< of the broker's, that came while that was open
    bool m_running = false;
    bool m_sendAnyway = false; //!< the next click sends although the body is not JSON
};

} // namespace Ui
